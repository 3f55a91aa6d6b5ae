import type { ResourcesDefinition } from '../definition/shared';
import type { Checked, Problem } from '../problem';
import type { Parsed } from './Parsed';
import { formatCpu, parseCpu, type CpuAmount } from './cpu';
import { formatGpu, parseGpu, type GpuAmount } from './gpu';
import { formatMemory, parseMemory, type MemoryAmount } from './memory';

/**
 * What a task may use. Request and limit are equal unless written as a range.
 *
 * @public
 */
export interface Resources {
  cpu: CpuAmount;
  memory: MemoryAmount;
  gpu: GpuAmount;
}

/**
 * Reads the resources that are set; the others are absent. Problems carry the path `cpu`, `memory` or `gpu`.
 *
 * @public
 */
export function parseResources(
  definition: ResourcesDefinition,
): Checked<Partial<Resources>> {
  const problems: Problem[] = [];
  const value: Partial<Resources> = {};
  const read = <T>(
    name: keyof Resources,
    parse: (text: string) => Parsed<T>,
    keep: (part: T) => void,
  ) => {
    const text = definition[name];
    if (text === undefined) return;
    const part = parse(text);
    if (part.ok) keep(part.value);
    else problems.push({ path: [name], message: `${name}: ${part.message}` });
  };
  read('cpu', parseCpu, cpu => Object.assign(value, { cpu }));
  read('memory', parseMemory, memory => Object.assign(value, { memory }));
  read('gpu', parseGpu, gpu => Object.assign(value, { gpu }));
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems };
}

/** Writes what `parseResources` reads. @public */
export function formatResources(
  resources: Resources,
): Record<keyof Resources, string> {
  return {
    cpu: formatCpu(resources.cpu),
    memory: formatMemory(resources.memory),
    gpu: formatGpu(resources.gpu),
  };
}
