import { memo } from 'react';
import { Handle, type NodeProps } from '@xyflow/react';
import clsx from 'clsx';
import { StateBadge } from '../shared/StateBadge';
import { StateIcon } from '../shared/StateIcon';
import { Elapsed } from '../run/Elapsed';
import type { GraphNode } from './GraphNode';
import { SIDES, type TaskFlowNode } from './graphElements';
import styles from './TaskNode.module.css';

function TaskNodeView({ data }: NodeProps<TaskFlowNode>) {
  const { task, compact, chosen, flow } = data;
  return (
    <div
      className={clsx(
        styles.node,
        compact && styles.compact,
        chosen && styles.chosen,
        task.skip && styles.skip,
      )}
      data-status={task.status ?? 'none'}
      title={task.reason ?? undefined}
    >
      <Handle
        type="target"
        position={SIDES[flow].target}
        isConnectable={false}
      />
      <div className={styles.name}>
        {compact && task.status && <StateIcon status={task.status} />}
        <span className={styles.title} title={task.title}>
          {task.title}
        </span>
      </div>
      {!compact && <Details task={task} />}
      <Handle
        type="source"
        position={SIDES[flow].source}
        isConnectable={false}
      />
    </div>
  );
}

/** One task on the canvas: its name, its state as icon, word and colour, and what it is made of. */
export const TaskNode = memo(
  TaskNodeView,
  (before, after) =>
    before.data.task === after.data.task &&
    before.data.compact === after.data.compact &&
    before.data.chosen === after.data.chosen,
);

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
