import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { EngineOutput } from '@mlops/plugin-mlops-node';
import { z } from 'zod';
import { ifThere } from './RunFolder';

/** Bytes of `outputs.json` and of `metrics.json`, as the contract says. */
const LIMIT = 65_536;

const TYPES: ReadonlyMap<string, string> = new Map([
  ['csv', 'text/csv; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
  ['json', 'application/json'],
  ['png', 'image/png'],
  ['txt', 'text/plain; charset=utf-8'],
]);

export interface LeftBehind {
  outputs: {
    outputs: EngineOutput[];
    values: Record<string, unknown>;
    metrics: Record<string, number>;
  };
  /** Why what it left makes the attempt fail. */
  problem: string | null;
}

/** What a task left, which is whatever its author wanted: nothing of it is trusted. */
export async function readOutputs(folder: string): Promise<LeftBehind> {
  const outputs = await listFiles(folder);
  try {
    const values = await readResult(folder, 'outputs.json', z.unknown());
    const metrics = await readResult(folder, 'metrics.json', z.number());
    return { outputs: { outputs, values, metrics }, problem: null };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { outputs: { outputs, values: {}, metrics: {} }, problem };
  }
}

/** Regular files below a folder; links are left out, wherever they lead. */
export async function listFiles(folder: string): Promise<EngineOutput[]> {
  const options = { recursive: true, withFileTypes: true } as const;
  const entries = (await ifThere(readdir(folder, options))) ?? [];
  const files = entries.filter(entry => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
      return {
        path: relative(folder, path),
        mediaType: TYPES.get(ending) ?? 'application/octet-stream',
        size: (await stat(path)).size,
      };
    }),
  );
}

async function readResult<T>(
  folder: string,
  name: string,
  value: z.ZodType<T>,
): Promise<Record<string, T>> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  // No link is followed, and no pipe waited for.
  const file = await ifThere(
    open(join(folder, name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
  );
  if (!file) return {};
  try {
    const { size } = await file.stat();
    if (size > LIMIT) throw new Error(`${name} is larger than ${LIMIT} bytes`);
    const text = await file.readFile('utf8');
    return z.record(z.string(), value).parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Error(`${name} cannot be used: ${why}`);
  } finally {
    await file.close();
  }
}
