import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { instant, type BigIntColumn } from './columns';

interface TicketRow {
  /** SHA-256 of the ticket, which is kept nowhere. */
  hash: string;
  purpose: string;
  actor: string;
  target: string;
  origin: string | null;
  expires_at: BigIntColumn;
}

/** What a ticket is good for. */
export interface TicketClaims<T> {
  /** Entity ref of the person, or subject of the service, who asked for it. */
  actor: string;
  target: T;
  /** Of the page that asked for it; `null`: it was none. */
  origin: string | null;
}

/** What tickets are for. */
export type TicketPurpose = 'terminal';

/** 256 bits, which nobody guesses in the time a ticket is good for. */
const BYTES = 32;

/**
 * Makes a ticket; those that nobody used in time are removed on the occasion.
 *
 * @param expiresAt - milliseconds since 1970
 */
export async function issueTicket(
  db: Knex,
  purpose: TicketPurpose,
  claims: TicketClaims<unknown>,
  { now, expiresAt }: { now: number; expiresAt: number },
): Promise<string> {
  const ticket = randomBytes(BYTES).toString('base64url');
  await db<TicketRow>('tickets').where('expires_at', '<=', now).delete();
  await db<TicketRow>('tickets').insert({
    hash: hashOf(ticket),
    purpose,
    actor: claims.actor,
    target: JSON.stringify(claims.target),
    origin: claims.origin,
    expires_at: expiresAt,
  });
  return ticket;
}

/**
 * Takes a ticket, which nobody can do again, whatever is made of it.
 *
 * @returns what it is good for; `undefined` when there is none, or no more
 */
export async function takeTicket<T>(
  db: Knex,
  purpose: TicketPurpose,
  ticket: string,
  now: number,
): Promise<TicketClaims<T> | undefined> {
  const known = { hash: hashOf(ticket), purpose };
  const row = await db<TicketRow>('tickets').where(known).first();
  // Of several who come with one ticket, one removes it.
  const removed = await db<TicketRow>('tickets').where(known).delete();
  if (!row || removed !== 1 || instant(row.expires_at) <= now) return undefined;
  return {
    actor: row.actor,
    target: JSON.parse(row.target),
    origin: row.origin,
  };
}

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}
