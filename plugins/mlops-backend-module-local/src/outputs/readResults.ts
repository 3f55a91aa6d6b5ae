import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checked } from '@mlops/plugin-mlops-common';
import { z } from 'zod';
import { errorCode, readIfThere } from '../readIfThere';

/** What travels with the state of an attempt. */
export interface Results {
  values: Record<string, unknown>;
  metrics: Record<string, number>;
}

/** Bytes of `outputs.json` and of `metrics.json`. */
const LIMIT = 65_536;

/** Of an attempt that left none. */
export const NO_RESULTS: Checked<Results> = {
  ok: true,
  value: { values: {}, metrics: {} },
};

const valuesSchema = z.record(z.string(), z.unknown());
const metricsSchema = z.record(z.string(), z.number());

/** `outputs.json` and `metrics.json` of a folder of outputs; absent files are empty. */
export async function readResults(folder: string): Promise<Checked<Results>> {
  const [values, metrics] = await Promise.all([
    readJson(folder, 'outputs.json', valuesSchema, 'an object'),
    readJson(
      folder,
      'metrics.json',
      metricsSchema,
      'an object whose values are finite numbers',
    ),
  ]);
  if (!values.ok) return values;
  if (!metrics.ok) return metrics;
  return { ok: true, value: { values: values.value, metrics: metrics.value } };
}

async function readJson<T>(
  folder: string,
  name: string,
  schema: z.ZodType<T>,
  shape: string,
): Promise<Checked<T>> {
  const text = await readIfThere(() => readUpTo(join(folder, name), LIMIT + 1));
  if (text === undefined) return { ok: true, value: schema.parse({}) };
  if (text === 'no file') return refuse(`${name} must be a regular file`);
  if (text.length > LIMIT) {
    return refuse(
      `${name} is larger than ${LIMIT} bytes; leave large results as files of their own`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text.toString('utf8'));
  } catch (error) {
    return refuse(
      `${name} is no JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : refuse(`${name} must hold ${shape}`);
}

/** Follows no link and waits for no pipe, since the task chose what lies there. */
async function readUpTo(
  path: string,
  most: number,
): Promise<Buffer | 'no file'> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(
    error => {
      // A link, or a socket.
      if (['ELOOP', 'ENXIO'].includes(errorCode(error) ?? '')) return undefined;
      throw error;
    },
  );
  if (!file) return 'no file';
  try {
    if (!(await file.stat()).isFile()) return 'no file';
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(most),
      0,
      most,
      0,
    );
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function refuse(message: string): Checked<never> {
  return { ok: false, problems: [{ path: [], message }] };
}
