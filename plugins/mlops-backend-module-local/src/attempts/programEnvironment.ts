import { join } from 'node:path';
import type { ProgramFolder } from '../DataFolder';

const SYSTEM_PATH = '/usr/local/bin:/usr/bin:/bin';

/** Variables that every program has. They are built here and never inherited from the backend. */
export function programEnvironment(
  { work }: ProgramFolder,
  pythonFolder: string | null,
): Record<string, string> {
  return {
    PATH: pythonFolder
      ? `${join(pythonFolder, 'bin')}:${SYSTEM_PATH}`
      : SYSTEM_PATH,
    HOME: work,
    LANG: 'C.UTF-8',
    TMPDIR: join(work, '.tmp'),
    MPLCONFIGDIR: join(work, '.matplotlib'),
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    ...(pythonFolder ? { VIRTUAL_ENV: pythonFolder } : {}),
  };
}
