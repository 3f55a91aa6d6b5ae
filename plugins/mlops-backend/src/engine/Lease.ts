import { hostname } from 'node:os';
import type { Knex } from 'knex';
import { instant } from '../store/columns';
import { lockLease, type LeaseRow } from '../store/leases';

const NAME = 'engine';
const TERM_MS = 10_000;

/**
 * Which backend talks to the engines. Each holder gets a higher epoch, so that what an earlier one still
 * says can be told apart and refused.
 */
export class Lease {
  readonly #db: Knex;
  readonly #now: () => number;
  readonly #holder = `${hostname()}/${process.pid}/${Math.trunc(
    performance.timeOrigin,
  )}`;

  constructor(deps: { db: Knex; now: () => number }) {
    this.#db = deps.db;
    this.#now = deps.now;
  }

  /** Milliseconds after which the holder should ask again. */
  readonly renewEveryMs = TERM_MS / 3;

  /** Takes or keeps the lease. @returns its epoch, or `undefined` while another backend holds it */
  async acquire(): Promise<number | undefined> {
    const now = this.#now();
    return this.#db.transaction(async tx => {
      const row = await lockLease(tx, NAME);
      const own = row.holder === this.#holder;
      if (!own && instant(row.expires_at) > now && !isGone(row.holder)) {
        return undefined;
      }
      const epoch = own ? row.epoch : row.epoch + 1;
      await tx<LeaseRow>('leases')
        .where({ name: NAME })
        .update({ holder: this.#holder, epoch, expires_at: now + TERM_MS });
      return epoch;
    });
  }

  /** Lets the next backend start at once. */
  async release(): Promise<void> {
    await this.#db<LeaseRow>('leases')
      .where({ name: NAME, holder: this.#holder })
      .update({ expires_at: 0 });
  }
}

/** Whether the holder was a process of this machine that is no more; waiting for its term would be idle. */
function isGone(holder: string): boolean {
  const [host, pid] = holder.split('/');
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
