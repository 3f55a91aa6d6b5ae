import type { TaskPlan } from '../plan/RunPlan';
import type { ProblemList } from '../plan/ProblemList';
import { amountsOf } from './demandOf';
import { lackingIn, type Quota } from './Quota';
import { tellLack } from './tellAmounts';

/** Refuses tasks that the quota of their project group has no room for even alone. */
export function checkTasksFit(
  tasks: readonly TaskPlan[],
  { name: project, quota }: { name: string; quota?: Quota },
  problems: ProblemList,
): void {
  if (!quota) return;
  tasks.forEach((task, index) => {
    if (task.skip) return;
    const wanted = amountsOf(task);
    const [kind] = lackingIn(quota, wanted);
    if (kind === undefined) return;
    const why = tellLack(kind, { wanted, quota, room: quota, project });
    problems.add(
      ['tasks', index, 'resources'],
      `task "${task.name}" ${why}: lower what the task may use, or ask an administrator for a higher quota`,
    );
  });
}
