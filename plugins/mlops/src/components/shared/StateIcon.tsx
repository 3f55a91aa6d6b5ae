import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiHistoryLine,
  RiLoader4Line,
  RiRecycleLine,
  RiSkipForwardFill,
  RiStopCircleFill,
  RiTimeLine,
} from '@remixicon/react';
import type { Status } from '@mlops/plugin-mlops-common';
import clsx from 'clsx';
import styles from './StateBadge.module.css';

const ICONS = {
  waiting: RiTimeLine,
  queued: RiHistoryLine,
  running: RiLoader4Line,
  succeeded: RiCheckboxCircleFill,
  failed: RiCloseCircleFill,
  stopped: RiStopCircleFill,
  skipped: RiSkipForwardFill,
  reused: RiRecycleLine,
} as const satisfies Record<Status, unknown>;

/** The picture of a state; its word stands beside it or in the label of what it belongs to. */
export function StateIcon({ status }: { status: Status }) {
  const Icon = ICONS[status];
  return (
    <Icon
      aria-hidden
      size={16}
      className={clsx(styles.icon, status === 'running' && styles.turning)}
      style={{ color: `var(--mlops-state-${status})` }}
    />
  );
}
