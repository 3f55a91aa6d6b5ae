import { readFile } from 'node:fs/promises';
import type { UsageSampleState } from '@mlops/plugin-mlops-node';
import { readIfThere } from '../readIfThere';

/** The use of an attempt over time, as its supervisor wrote it; a line that is being written is left out. */
export async function readUsage(path: string): Promise<UsageSampleState[]> {
  const text = (await readIfThere(() => readFile(path, 'utf8'))) ?? '';
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => {
      const [at, cpuCores, memoryBytes] = line.split(' ').map(Number);
      return { at, cpuCores, memoryBytes };
    });
}
