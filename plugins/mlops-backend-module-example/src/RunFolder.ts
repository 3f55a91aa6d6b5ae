import { randomUUID } from 'node:crypto';
import {
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { join } from 'node:path';
import { isError } from '@backstage/errors';
import type { z } from 'zod';
import type { RunPlan } from '@mlops/plugin-mlops-common';
import { endingSchema, type Ending, type TakenRun } from './records';

const RUN = 'run.json';
const ENDING = 'ending.json';

/**
 * The folder of a run, which is all that is known of it: whoever reads it after a crash knows as much as
 * whoever wrote it.
 *
 * ```
 * run.json                the plan, there from the first moment
 * ending.json             the run is to end
 * tasks/<task>/<attempt>/ spec.json, claim.json, log, end.json, work/, inputs/, outputs/
 * ```
 */
export class RunFolder {
  readonly path: string;

  constructor(root: string, runId: string) {
    this.path = join(root, runId);
  }

  /** Makes the folder as a whole, or answers the run for which it was made before. */
  async take(plan: RunPlan, now: number): Promise<TakenRun> {
    const run: TakenRun = { uid: randomUUID(), takenAt: now, plan };
    const staging = `${this.path}.${run.uid}`;
    await mkdir(staging, { recursive: true });
    await writeWhole(join(staging, RUN), run);
    try {
      // A folder that is not empty is not replaced: of several callers, one succeeds.
      await rename(staging, this.path);
      return run;
    } catch (error) {
      await rm(staging, { recursive: true, force: true });
      const taken = await this.read();
      if (!taken) throw error;
      return taken;
    }
  }

  async read(): Promise<TakenRun | undefined> {
    const text = await ifThere(readFile(join(this.path, RUN), 'utf8'));
    return text === undefined ? undefined : JSON.parse(text);
  }

  ending(): Promise<Ending | undefined> {
    return readJson(join(this.path, ENDING), endingSchema);
  }

  /** The first reason to end counts. */
  async end(ending: Ending): Promise<void> {
    if (!(await this.ending()))
      await writeWhole(join(this.path, ENDING), ending);
  }

  attempt(task: string, attempt: number): string {
    return join(this.path, 'tasks', task, String(attempt));
  }

  /** How many attempts of a task were begun. */
  async attempts(task: string): Promise<number> {
    let count = 0;
    while (
      await ifThere(stat(join(this.attempt(task, count + 1), 'spec.json')))
    ) {
      count += 1;
    }
    return count;
  }
}

/** Ids of the runs below a folder. */
export async function runIdsIn(root: string): Promise<string[]> {
  const names = (await ifThere(readdir(root))) ?? [];
  // What holds a dot was being taken when the engine ended, and nobody was told that it was.
  return names.filter(name => !name.includes('.'));
}

/** A file that is there with all of its content or not at all, also after a crash. */
export async function writeWhole(path: string, value: unknown): Promise<void> {
  const staging = `${path}.${randomUUID()}`;
  const file = await open(staging, 'wx', 0o600);
  await file.writeFile(JSON.stringify(value));
  await file.sync();
  await file.close();
  await rename(staging, path);
}

export async function readJson<T>(
  path: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const text = await ifThere(readFile(path, 'utf8'));
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}

/** `undefined` where there is no such file; every other error stays one. */
export async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    // What /proc tells of a process that ends while it is read ends with ESRCH.
    const gone = ['ENOENT', 'ESRCH'];
    if (isError(error) && gone.includes(String(error.code))) return undefined;
    throw error;
  }
}
