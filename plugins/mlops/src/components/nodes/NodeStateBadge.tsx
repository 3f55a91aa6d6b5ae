import {
  RiCheckboxCircleLine,
  RiErrorWarningLine,
  RiForbidLine,
  RiPauseCircleLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Node } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from './Nodes.module.css';

const LOOKS = {
  ready: { Icon: RiCheckboxCircleLine, color: 'succeeded' },
  cordoned: { Icon: RiPauseCircleLine, color: 'stopped' },
  unready: { Icon: RiErrorWarningLine, color: 'failed' },
  kept: { Icon: RiForbidLine, color: 'waiting' },
} as const;

/** How a node is, as icon, word and colour, with the reasons in a tooltip. */
export function NodeStateBadge({ node }: { node: Node }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const isKept = node.state === 'ready' && !node.takesWork;
  const look = isKept ? 'kept' : node.state;
  const { Icon, color } = LOOKS[look];
  const reasons = isKept ? [t('nodes.keptWhy'), ...node.reasons] : node.reasons;
  return (
    <span
      className={styles.state}
      style={{ color: `var(--mlops-state-${color})` }}
      title={reasons.join('\n') || undefined}
    >
      <Icon size={16} aria-hidden />
      {t(`nodes.state.${look}`)}
    </span>
  );
}
