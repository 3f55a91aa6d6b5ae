import { askToEnd } from '../process/endProcess.mjs';
import { Refusal } from '../Refusal.mjs';

/** More than any task's own time to end, after which its supervisor forces it. */
const PATIENCE_MS = 90_000;

/**
 * Ends tasks by asking their supervisors, which end whatever a task has started. A supervisor is
 * never forced: what it watches would be left without anybody who knows of it.
 *
 * @param tasks - as `runningTasks` finds them
 */
export async function stopTasks(tasks, patienceMs = PATIENCE_MS) {
  const ended = await Promise.all(
    tasks.map(task => askToEnd(task, patienceMs)),
  );
  const left = tasks.filter((_, index) => !ended[index]);
  if (left.length > 0) {
    const pids = left.map(({ pid }) => pid).join(', ');
    throw new Refusal(
      `These supervisors of tasks do not end: ${pids}. Look at them with: ps -f -p ${pids}`,
    );
  }
}
