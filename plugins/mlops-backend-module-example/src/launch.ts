import { spawn } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  resolvePlanText,
  type PlanText,
  type TaskPlan,
} from '@mlops/plugin-mlops-common';
import type { End } from './records';
import { writeWhole } from './RunFolder';

const RUNNER = resolvePackagePath(
  '@mlops/plugin-mlops-backend-module-example',
  'runner/runner.py',
);

export interface LaunchRequest {
  task: TaskPlan;
  attempt: number;
  folder: string;
  /** The folder of the last attempt of each direct upstream task. */
  upstream: ReadonlyMap<string, string>;
  /** A value of `outputs.json` of an upstream task. */
  readOutput: (task: string, output: string) => unknown;
  now: number;
}

/** Lays out an attempt. It is begun once `spec.json` is there, which comes last. */
export async function prepare(request: LaunchRequest): Promise<void> {
  const { task, attempt, folder, upstream } = request;
  const at = (name: string) => join(folder, name);
  for (const name of ['work', 'inputs', 'outputs']) {
    await mkdir(at(name), { recursive: true });
  }
  try {
    if (task.runtime.kind !== 'process' || task.runtime.python) {
      throw new Error('this engine runs programs that the machine has');
    }
    for (const [name, above] of upstream) {
      await symlink(join(above, 'outputs'), join(at('inputs'), name)).catch(
        ignoreExisting,
      );
    }
    for (const { path, content, mode } of task.files) {
      const target = join(at('work'), path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content, { mode: parseInt(mode, 8) });
    }
    const directory = resolve(at('work'), task.workingDirectory ?? '.');
    await writeWhole(at('spec.json'), {
      argv: task.argv.map(text => textOf(text, request)),
      env: {
        // Built here: nothing of the backend's own environment reaches a task.
        PATH: '/usr/local/bin:/usr/bin:/bin',
        HOME: at('work'),
        LANG: 'C.UTF-8',
        ...Object.fromEntries(
          task.env.map(entry => [entry.name, variableOf(entry, request)]),
        ),
        MLOPS_INPUTS: at('inputs'),
        MLOPS_OUTPUTS: at('outputs'),
        MLOPS_ATTEMPT: String(attempt),
      },
      directory,
      timeoutSeconds: task.timeoutSeconds,
    });
  } catch (error) {
    await writeWhole(at('end.json'), failed(error, request.now));
    await writeWhole(at('spec.json'), {});
  }
}

/** Starts the program that executes an attempt. Started twice, the second one goes away. */
export function launch(folder: string): void {
  const runner = spawn('python3', [RUNNER, folder], {
    detached: true,
    stdio: 'ignore',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  });
  // It is found missing by its claim, and started again.
  runner.on('error', () => {});
  runner.unref();
}

function variableOf(
  entry: TaskPlan['env'][number],
  request: LaunchRequest,
): string {
  if ('secretRef' in entry) {
    throw new Error(`${entry.name} is a secret, and this engine has none`);
  }
  return textOf(entry.value, request);
}

function textOf(text: PlanText, { readOutput }: LaunchRequest): string {
  const resolved = resolvePlanText(text, readOutput);
  if (resolved.ok) return resolved.value;
  throw new Error(resolved.problems.map(({ message }) => message).join('; '));
}

function failed(error: unknown, now: number): End {
  return {
    kind: 'failed',
    exitCode: null,
    problem: error instanceof Error ? error.message : String(error),
    startedAt: now,
    finishedAt: now,
    peakBytes: null,
  };
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
