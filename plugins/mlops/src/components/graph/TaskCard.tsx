import { memo } from 'react';
import clsx from 'clsx';
import { StateBadge } from '../shared/StateBadge';
import { StateIcon } from '../shared/StateIcon';
import { Elapsed } from '../run/Elapsed';
import type { GraphNode } from './GraphNode';
import styles from './TaskCard.module.css';

interface TaskCardProps {
  task: GraphNode;
  /** With its state, for screen readers. */
  label: string;
  /** One line: name and state. */
  compact: boolean;
  chosen: boolean;
  /** Too far away to be read: the picture shows it, and this only takes the keys. */
  far: boolean;
  /** Whether the Tab key stops at it. */
  stop: boolean;
  /** Upper left corner and size in the drawing, in pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
  onSelect?(name: string): void;
  /** `seen`: the focus is to be shown, because keys brought it. */
  onFocus(name: string, seen: boolean): void;
  onBlur(): void;
}

/** One task on the canvas: its name, its state as icon, word and colour, and what it is made of. */
export const TaskCard = memo(function TaskCardView(props: TaskCardProps) {
  const { task, label, compact, chosen, far, stop } = props;
  const { x, y, width, height, onSelect, onFocus, onBlur } = props;
  return (
    // A group and not a button: a button's name would have to repeat everything written in it. Keys are
    // heard by the canvas.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <div
      role="group"
      aria-label={label}
      aria-current={chosen}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={stop ? 0 : -1}
      data-task={task.name}
      data-status={task.status ?? 'none'}
      title={task.reason ?? undefined}
      className={clsx(
        styles.node,
        compact && styles.compact,
        task.skip && styles.skip,
        far && styles.far,
      )}
      style={{ left: x, top: y, width, height }}
      onClick={() => onSelect?.(task.name)}
      onFocus={({ currentTarget }) =>
        onFocus(task.name, currentTarget.matches(':focus-visible'))
      }
      onBlur={onBlur}
    >
      {!far && <Content task={task} compact={compact} />}
    </div>
  );
});

function Content({ task, compact }: { task: GraphNode; compact: boolean }) {
  return (
    <>
      <div className={styles.name}>
        {compact && task.status && <StateIcon status={task.status} />}
        <span className={styles.title} title={task.title}>
          {task.title}
        </span>
      </div>
      {!compact && <Details task={task} />}
    </>
  );
}

function Details({ task }: { task: GraphNode }) {
  if (!task.status) {
    const { cpu, memory, gpu } = task.resources ?? {};
    const resources = [cpu, memory, gpu === '0' ? undefined : gpu].filter(
      Boolean,
    );
    return (
      <>
        <div className={styles.line}>
          {task.template} {task.version}
        </div>
        <div className={styles.line}>{resources.join(' · ')}</div>
      </>
    );
  }
  return (
    <>
      <div className={styles.line}>{task.template}</div>
      <div className={styles.state}>
        <StateBadge status={task.status} />
        {task.startedAt && (
          <Elapsed from={task.startedAt} to={task.finishedAt ?? null} />
        )}
      </div>
    </>
  );
}
