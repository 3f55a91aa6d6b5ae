import { join } from 'node:path';
import type { AttemptRef } from '@mlops/plugin-mlops-node';
import type { RunId } from '@mlops/plugin-mlops-common';

/** The folder of one attempt. */
export class AttemptFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
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

  /** Socket for those who want a terminal; there as long as the attempt runs. */
  get terminal(): string {
    return join(this.path, 'terminal');
  }

  get outputs(): string {
    return join(this.path, 'outputs');
  }

  /** What `clear` removes. */
  get work(): string {
    return join(this.path, 'work');
  }

  get inputs(): string {
    return join(this.path, 'inputs');
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

  get environments(): string {
    return join(this.root, 'environments');
  }

  get uvCache(): string {
    return join(this.root, 'uv-cache');
  }

  get programs(): string {
    return join(this.root, 'programs');
  }

  run(runId: RunId): string {
    return join(this.runs, runId);
  }

  attempt({ runId, task, attempt }: AttemptRef): AttemptFolder {
    return new AttemptFolder(
      join(this.run(runId), 'tasks', task, String(attempt)),
    );
  }
}
