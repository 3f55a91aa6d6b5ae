import type { Knex } from 'knex';
import { enqueue } from '../store/outbox';
import type { RunRow } from '../store/runs';
import type { RunTaskRow } from '../store/runTasks';

/**
 * Ends a run that is not final. One that no engine was asked to take ends here and now; of any other the
 * engine tells when it has ended.
 */
export async function endRun(
  tx: Knex,
  run: RunRow,
  reason: string,
  now: number,
): Promise<void> {
  if (run.admitted) {
    await tx('outbox').where({ run_id: run.id, action: 'submit' }).delete();
    await enqueue(tx, run, 'stop', now);
    return;
  }
  await markStopped(tx, run.id, reason, now);
}

/** The final state of a run of which no engine knows. */
export async function markStopped(
  tx: Knex,
  runId: string,
  reason: string,
  now: number,
): Promise<void> {
  await tx<RunRow>('runs')
    .where({ id: runId })
    .whereIn('status', ['queued', 'waiting', 'running'])
    .update({ status: 'stopped', reason, finished_at: now });
  await tx<RunTaskRow>('run_tasks')
    .where({ run_id: runId })
    .whereIn('status', ['waiting', 'queued', 'running'])
    .update({ status: 'stopped', finished_at: now });
}
