import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  addAmounts,
  formatBytes as formatExactBytes,
  NOTHING_HELD,
  type Quota,
  type RunAmounts,
  type RunId,
} from '@mlops/plugin-mlops-common';
import type { ExecutionEngine } from '@mlops/plugin-mlops-node';
import { formatBytes } from '../retention/formatAmounts';
import { measureRuns } from '../retention/measureRuns';
import { keptBytesOfProject } from '../store/keptBytes';
import { storedQuota, type ProjectRow } from '../store/projects';
import { heldByRun, runsUnderWay, unmeasuredRuns } from '../store/runAmounts';

interface QuotasDeps {
  db: Knex;
  engines: ReadonlyMap<string, ExecutionEngine>;
  /** Of project groups that have none of their own. */
  byDefault: Quota;
  logger: LoggerService;
  now: () => number;
}

/** What the runs of project groups may use together, and what they use. */
export class Quotas {
  readonly #deps: QuotasDeps;

  constructor(deps: QuotasDeps) {
    this.#deps = deps;
  }

  /** The quota that counts. */
  of(row: Pick<ProjectRow, 'quota'>): Quota {
    return storedQuota(row) ?? this.#deps.byDefault;
  }

  async ofProjects(db: Knex, names: readonly string[]) {
    const rows = await db<ProjectRow>('projects')
      .whereIn('name', [...names])
      .select('name', 'quota');
    const quotas = new Map(rows.map(row => [row.name, this.of(row)]));
    return (name: string) => quotas.get(name) ?? this.#deps.byDefault;
  }

  /** What runs under way can hold at most. */
  async heldBy(project: string): Promise<RunAmounts> {
    const rows = await runsUnderWay(this.#deps.db, [project]);
    return rows.map(heldByRun).reduce(addAmounts, NOTHING_HELD);
  }

  /**
   * What runs have left or are writing, in bytes. What has ended is measured once, as retention does it; of others, which
   * are few, the engines are asked each time.
   */
  async diskBytes(project: string): Promise<number> {
    const { db, engines } = this.#deps;
    await measureRuns(this.#deps, new AbortController().signal, project);
    const kept = await keptBytesOfProject(db, project);
    const open = await unmeasuredRuns(db, project);
    const sizes = await Promise.all(
      open.map(async run => {
        const { storage } = engines.get(run.engine) ?? {};
        const ref = { runId: run.id as RunId, uid: run.engine_uid };
        // What cannot be measured is told by the retention, and must not keep others from their work.
        return storage?.sizeOf(ref).catch(() => undefined);
      }),
    );
    return sizes.reduce(
      (sum, size) => sum + (size ? size.logs + size.outputs : 0),
      kept,
    );
  }

  /** @throws ConflictError when the disk quota of the group is used up */
  async requireDisk(row: ProjectRow): Promise<void> {
    const { diskBytes: most } = this.of(row);
    if (most === null) return;
    const used = await this.diskBytes(row.name);
    if (used < most) return;
    throw new ConflictError(
      `The runs of the project group "${row.title}" have left ${formatBytes(
        used,
      )} on the disk, and its quota is ${formatExactBytes(
        most,
      )}. Delete runs that are not needed, or ask an administrator for a higher quota`,
    );
  }
}
