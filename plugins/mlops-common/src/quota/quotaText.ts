import { z } from 'zod';
import { formatCpu, parseCpu } from '../language/cpu';
import { parseGpu } from '../language/gpu';
import { formatBytes, parseBytes } from '../language/memory';
import type { Checked, Problem } from '../problem';
import { NO_QUOTA, type Quota } from './Quota';

const text = z.union([z.string(), z.number()]).transform(String).optional();

/**
 * A quota as people write it; what is absent has no bound.
 *
 * @public
 */
export const quotaTextSchema = z.strictObject({
  tasks: text,
  cpu: text,
  memory: text,
  gpu: text,
  disk: text,
});

/** @public */
export type QuotaText = z.output<typeof quotaTextSchema>;

type Read = { ok: true; value: number } | { ok: false; message: string };

function readTasks(written: string): Read {
  return /^\d{1,6}$/.test(written)
    ? { ok: true, value: Number(written) }
    : { ok: false, message: `"${written}" is not a whole number of tasks` };
}

function readCpu(written: string): Read {
  const cpu = parseCpu(written);
  if (!cpu.ok) return cpu;
  const { requestMillicores, limitMillicores } = cpu.value;
  return requestMillicores === limitMillicores
    ? { ok: true, value: limitMillicores }
    : { ok: false, message: 'a quota is one number, not a range' };
}

function readGpus(written: string): Read {
  const gpu = parseGpu(written);
  if (!gpu.ok) return gpu;
  return gpu.value.type === null
    ? { ok: true, value: gpu.value.count }
    : { ok: false, message: 'a quota counts GPUs of every type: write 2' };
}

const READERS: Record<
  keyof QuotaText,
  { kind: keyof Quota; read(written: string): Read }
> = {
  tasks: { kind: 'tasks', read: readTasks },
  cpu: { kind: 'cpuMillicores', read: readCpu },
  memory: { kind: 'memoryBytes', read: parseBytes },
  gpu: { kind: 'gpus', read: readGpus },
  disk: { kind: 'diskBytes', read: parseBytes },
};

const KEYS = Object.keys(READERS) as Array<keyof QuotaText>;

/** Reads what `formatQuota` writes; problems carry the key. @public */
export function parseQuota(written: QuotaText): Checked<Quota> {
  const problems: Problem[] = [];
  const value: Quota = { ...NO_QUOTA };
  for (const key of KEYS) {
    const part = written[key]?.trim() ?? '';
    if (part === '') continue;
    const { kind, read } = READERS[key];
    const amount = read(part);
    if (amount.ok) value[kind] = amount.value;
    else problems.push({ path: [key], message: `${key}: ${amount.message}` });
  }
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems };
}

/** Writes what `parseQuota` reads. @public */
export function formatQuota(quota: Quota): QuotaText {
  const { tasks, cpuMillicores, memoryBytes, gpus, diskBytes } = quota;
  return {
    ...(tasks !== null && { tasks: String(tasks) }),
    ...(cpuMillicores !== null && {
      cpu: formatCpu({
        requestMillicores: cpuMillicores,
        limitMillicores: cpuMillicores,
      }),
    }),
    ...(memoryBytes !== null && { memory: formatBytes(memoryBytes) }),
    ...(gpus !== null && { gpu: String(gpus) }),
    ...(diskBytes !== null && { disk: formatBytes(diskBytes) }),
  };
}
