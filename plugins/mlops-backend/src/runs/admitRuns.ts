import type { Knex } from 'knex';
import type { Quotas } from '../projects/Quotas';
import { lockLease } from '../store/leases';
import type { MessageRow } from '../store/messages';
import { enqueue } from '../store/outbox';
import { demandOfRun, heldByRun, runsUnderWay } from '../store/runAmounts';
import type { RunRow } from '../store/runs';
import { admit } from './admit';

type QueuedRow = Pick<
  RunRow,
  'id' | 'project' | 'engine' | 'engine_uid' | 'reason' | 'demand'
>;

interface AdmitDeps {
  db: Knex;
  /** Runs at the same time. */
  slots: number;
  quotas: Quotas;
  now: () => number;
}

/**
 * Lets waiting runs in, and writes down of the others why they wait.
 *
 * @returns the runs of which something changed
 */
export async function admitRuns(deps: AdmitDeps): Promise<string[]> {
  const { db, slots, quotas, now } = deps;
  if ((await queued(db).first('id')) === undefined) return [];
  return db.transaction(async tx => {
    // A backend that has lost the lease of the engines may not have noticed; two would share out the same room.
    await lockLease(tx, 'admission');
    const waiting: QueuedRow[] = await queued(tx)
      .orderBy('id')
      .select('id', 'project', 'engine', 'engine_uid', 'reason', 'demand');
    const running = await runsUnderWay(tx);
    const quotaOf = await quotas.ofProjects(tx, [
      ...new Set(waiting.map(({ project }) => project)),
    ]);
    const { admitted, left } = admit(
      waiting.map(row => ({ ...row, demand: demandOfRun(row) })),
      running.map(row => ({ project: row.project, held: heldByRun(row) })),
      slots,
      quotaOf,
    );
    const rows = new Map(waiting.map(row => [row.id, row]));
    for (const { id, atOnce } of admitted) {
      const row = rows.get(id);
      if (row) await letIn(tx, row, atOnce, now());
    }
    const told = left.filter(
      ({ id, reason }) => rows.get(id)?.reason !== reason,
    );
    for (const { id, reason } of told) {
      await tx<RunRow>('runs').where({ id }).update({ reason });
    }
    return [...admitted, ...told].map(({ id }) => id);
  });
}

function queued(db: Knex) {
  return db<RunRow>('runs').where({ status: 'queued', admitted: false });
}

async function letIn(
  tx: Knex,
  run: QueuedRow,
  atOnce: number,
  now: number,
): Promise<void> {
  const wanted = demandOfRun(run).atOnce;
  const isLess = atOnce < wanted;
  await enqueue(tx, run, 'submit', now);
  await tx<RunRow>('runs')
    .where({ id: run.id })
    .update({
      admitted: true,
      status: 'waiting',
      reason: null,
      at_once: isLess ? atOnce : null,
    });
  if (!isLess) return;
  await tx<MessageRow>('platform_messages').insert({
    run_id: run.id,
    event_id: 'quota',
    at: now,
    task: null,
    attempt: null,
    text: `At most ${atOnce} of its tasks execute at the same time, not ${wanted}: for more the quota of the project group "${run.project}" had no room.`,
  });
}
