import type { AttemptFolder } from '../DataFolder';
import { programEnvironment } from './programEnvironment';

/** Variables that every task has. */
export function taskEnvironment(
  folder: AttemptFolder,
  attempt: number,
  pythonFolder: string | null,
): Record<string, string> {
  return {
    ...programEnvironment(folder, pythonFolder),
    MLOPS_OUTPUTS: folder.outputs,
    MLOPS_INPUTS: folder.inputs,
    MLOPS_ATTEMPT: String(attempt),
  };
}
