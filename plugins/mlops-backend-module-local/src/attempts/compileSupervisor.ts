import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { access, mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ServiceUnavailableError } from '@backstage/errors';
import { errorCode } from '../readIfThere';

const COMPILERS = ['cc', 'gcc', 'clang'];
/** Without a dynamic linker it starts and forks faster; not every system has a library for that. */
const LINKING = [['-static'], []];
const run = promisify(execFile);

/**
 * The supervisor's program, compiled where it is not there yet for this very source.
 *
 * @throws ServiceUnavailableError when there is no compiler, with the way to get one
 */
export async function compileSupervisor(
  source: string,
  folder: string,
): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(source))
    .digest('hex')
    .slice(0, 16);
  const program = join(folder, `supervisor-${hash}`);
  if (await exists(program)) return program;
  await mkdir(folder, { recursive: true });
  const fresh = `${program}.${process.pid}`;
  for (const compiler of COMPILERS) {
    try {
      await compile(compiler, source, fresh);
      await rename(fresh, program);
      return program;
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
  }
  throw new ServiceUnavailableError(
    `No C compiler (${COMPILERS.join(
      ', ',
    )}) was found, and the embedded engine needs one once: on Debian, apt-get install gcc`,
  );
}

async function compile(
  compiler: string,
  source: string,
  program: string,
): Promise<void> {
  let refused: unknown;
  for (const linking of LINKING) {
    try {
      await run(compiler, [
        ...['-std=gnu99', '-O2', ...linking],
        ...['-o', program, source],
      ]);
      return;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') throw error;
      refused = error;
    }
  }
  throw refused;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
