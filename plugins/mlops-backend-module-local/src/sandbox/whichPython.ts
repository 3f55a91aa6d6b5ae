import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The interpreter that a path or a name on PATH means, past launchers such as those of pyenv.
 *
 * @returns `undefined` where there is none of that name, as for a version that uv fetches itself
 */
export async function whichPython(name: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(name, [
      '-c',
      'import sys; print(sys.executable)',
    ]);
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
