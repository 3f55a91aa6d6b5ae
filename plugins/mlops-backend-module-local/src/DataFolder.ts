import { join } from 'node:path';
import type { AttemptRef } from '@mlops/plugin-mlops-node';
import type { RunId, WorkloadId } from '@mlops/plugin-mlops-common';

/** What a supervisor and its program have on the disk. */
export class ProgramFolder {
  readonly path: string;
  /** What `clear` removes. */
  readonly work: string;

  constructor(path: string, work: string) {
    this.path = path;
    this.work = work;
  }

  get claim(): string {
    return join(this.path, 'claim');
  }

  get exit(): string {
    return join(this.path, 'exit');
  }

  get log(): string {
    return join(this.path, 'log');
  }

  get logTimes(): string {
    return join(this.path, 'log.index');
  }

  get usage(): string {
    return join(this.path, 'usage');
  }
}

/** The folder of one attempt. */
export class AttemptFolder extends ProgramFolder {
  constructor(path: string) {
    super(path, join(path, 'work'));
  }

  /** Socket for those who want a terminal; there as long as the attempt runs. */
  get terminal(): string {
    return join(this.path, 'terminal');
  }

  get outputs(): string {
    return join(this.path, 'outputs');
  }

  get inputs(): string {
    return join(this.path, 'inputs');
  }
}

/** The folder of one workload. Its starts have their work folder, log and usage in common. */
export class WorkloadFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get work(): string {
    return join(this.path, 'work');
  }

  get log(): string {
    return join(this.path, 'log');
  }

  get usage(): string {
    return join(this.path, 'usage');
  }

  /** @param number - counts from 1 */
  start(number: number): ProgramFolder {
    return new ProgramFolder(
      join(this.path, 'starts', String(number)),
      this.work,
    );
  }
}

/** Where everything of a data folder lies; the only place that knows. */
export class DataFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  get runs(): string {
    return join(this.root, 'runs');
  }

  get workloads(): string {
    return join(this.root, 'workloads');
  }

  get environments(): string {
    return join(this.root, 'environments');
  }

  get uvCache(): string {
    return join(this.root, 'uv-cache');
  }

  get programs(): string {
    return join(this.root, 'programs');
  }

  get etc(): string {
    return join(this.root, 'etc');
  }

  run(runId: RunId): string {
    return join(this.runs, runId);
  }

  workload(workloadId: WorkloadId): WorkloadFolder {
    return new WorkloadFolder(join(this.workloads, workloadId));
  }

  attempt({ runId, task, attempt }: AttemptRef): AttemptFolder {
    return new AttemptFolder(
      join(this.run(runId), 'tasks', task, String(attempt)),
    );
  }
}
