import { join } from 'node:path';
import type { AttemptFolder } from '../DataFolder';

const SYSTEM_PATH = '/usr/local/bin:/usr/bin:/bin';

/** Variables that every task has. They are built here and never inherited from the backend. */
export function taskEnvironment(
  folder: AttemptFolder,
  attempt: number,
  pythonFolder: string | null,
): Record<string, string> {
  return {
    PATH: pythonFolder
      ? `${join(pythonFolder, 'bin')}:${SYSTEM_PATH}`
      : SYSTEM_PATH,
    HOME: folder.work,
    LANG: 'C.UTF-8',
    TMPDIR: join(folder.work, '.tmp'),
    MPLCONFIGDIR: join(folder.work, '.matplotlib'),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    ...(pythonFolder ? { VIRTUAL_ENV: pythonFolder } : {}),
    MLOPS_OUTPUTS: folder.outputs,
    MLOPS_INPUTS: folder.inputs,
    MLOPS_ATTEMPT: String(attempt),
  };
}
