import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { Knex } from 'knex';
import { newId } from '../newId';
import { addRemoval, dropOldRemovals } from '../store/removals';
import { decideRetention, type Removal } from './decideRetention';
import { measureRuns } from './measureRuns';
import { readCaches, readEndedRuns } from './readFacts';
import { removeNow } from './removeNow';
import { removalRow } from './removalRow';
import type { RetentionPolicy } from './RetentionPolicy';

/** How long the record of what went is kept. */
const RECORD_KEPT_MS = 365 * 86_400_000;

interface RetentionDeps {
  db: Knex;
  engines: ReadonlyMap<string, ExecutionEngine>;
  policy: RetentionPolicy;
  dryRun: boolean;
  auditor: AuditorService;
  logger: LoggerService;
  now: () => number;
  /** Told of a run of which something is removed. */
  onRemoved: (runId: string) => void;
}

/**
 * Gives up what the policy does not keep. Each removal and its record are one transaction, and the engine
 * is asked through the outbox; so it can end at any moment, and goes on with the next pass.
 */
export class Retention {
  readonly #deps: RetentionDeps;

  constructor(deps: RetentionDeps) {
    this.#deps = deps;
  }

  /** One pass, until all is done or `signal` aborts. */
  async work(signal: AbortSignal): Promise<void> {
    const { db, engines, policy, dryRun, logger, now } = this.#deps;
    await dropOldRemovals(db, now() - RECORD_KEPT_MS);
    await measureRuns({ db, engines, logger, now }, signal);
    if (signal.aborted) return;
    const facts = {
      runs: await readEndedRuns(db),
      caches: await readCaches(engines, logger),
    };
    const removals = decideRetention(facts, policy, now());
    if (removals.length === 0) return;
    const done = dryRun
      ? await this.#tell(removals)
      : await this.#remove(removals, signal);
    logger.info(
      `Retention ${dryRun ? 'would remove' : 'removed'} ${describe(done)}`,
    );
  }

  /** As a whole: a dry run that was cut short would say that less goes. */
  async #tell(removals: readonly Removal[]): Promise<readonly Removal[]> {
    const { db, now } = this.#deps;
    await db.transaction(async tx => {
      for (const removal of removals) {
        const row = await removalRow(tx, removal);
        await addRemoval(tx, {
          ...row,
          id: newId(),
          at: now(),
          dry_run: true,
        });
      }
    });
    return removals;
  }

  async #remove(
    removals: readonly Removal[],
    signal: AbortSignal,
  ): Promise<readonly Removal[]> {
    const { auditor, logger, onRemoved } = this.#deps;
    const event = await auditor.createEvent({
      eventId: 'retention',
      severityLevel: 'medium',
      meta: { wanted: describe(removals) },
    });
    const done: Removal[] = [];
    for (const removal of removals) {
      if (signal.aborted) break;
      try {
        if (!(await removeNow(this.#deps, removal))) continue;
        done.push(removal);
        if (removal.what !== 'environment') onRemoved(removal.run.id);
      } catch (error) {
        // The next pass tries it again; the others must not wait for it.
        logger.warn(
          `Retention cannot remove ${removal.what} ${subjectOf(
            removal,
          )}: ${stringifyError(error)}`,
        );
      }
    }
    await event.success({ meta: { removed: describe(done) } });
    return done;
  }
}

function subjectOf(removal: Removal): string {
  return removal.what === 'environment' ? removal.cache.id : removal.run.id;
}

/** `3 run, 12 logs` */
function describe(removals: readonly Removal[]): string {
  const counts = new Map<string, number>();
  for (const { what } of removals) {
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return (
    [...counts].map(([what, count]) => `${count} ${what}`).join(', ') ||
    'nothing'
  );
}
