import type { Knex } from 'knex';
import type { PlatformMessage } from '@mlops/plugin-mlops-common';
import { newId } from '../newId';
import { instant, iso, type BigIntColumn } from './columns';

export interface MessageRow {
  run_id: string;
  event_id: string;
  at: BigIntColumn;
  task: string | null;
  attempt: number | null;
  text: string;
}

/** What the backend itself has to say about a run; engines number their own. */
export async function addMessage(
  db: Knex,
  message: Omit<MessageRow, 'event_id' | 'at'> & { at: number },
): Promise<void> {
  await db<MessageRow>('platform_messages').insert({
    ...message,
    event_id: newId(),
  });
}

/** Oldest first. */
export async function listMessageRows(
  db: Knex,
  runId: string,
  task: string | undefined,
  page: { limit: number; after?: readonly (string | number)[] },
): Promise<MessageRow[]> {
  const query = db<MessageRow>('platform_messages').where({ run_id: runId });
  if (task !== undefined) query.where({ task });
  if (page.after) query.whereRaw('(at, event_id) > (?, ?)', [...page.after]);
  return query.orderBy(['at', 'event_id']).limit(page.limit);
}

export function toMessage(row: MessageRow): PlatformMessage {
  return {
    at: iso(instant(row.at)),
    task: row.task,
    attempt: row.attempt,
    text: row.text,
  };
}
