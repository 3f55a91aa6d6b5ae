import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { access, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ServiceUnavailableError } from '@backstage/errors';
import { errorCode } from '../readIfThere';

const COMPILERS = ['cc', 'gcc', 'clang'];
/** Without a dynamic linker it starts and forks faster; not every system has a library for that. */
const LINKING = [['-static'], []];
const run = promisify(execFile);

/**
 * The supervisor's program, compiled where it is not there yet for these very sources.
 *
 * @param sources - folder of its C files
 * @param folder - where programs are kept
 * @throws ServiceUnavailableError when there is no compiler, with the way to get one
 */
export async function compileSupervisor(
  sources: string,
  folder: string,
): Promise<string> {
  const names = (await readdir(sources)).filter(name => /\.[ch]$/.test(name));
  const paths = names.sort().map(name => join(sources, name));
  const digest = createHash('sha256');
  for (const path of paths) digest.update(await readFile(path));
  const hash = digest.digest('hex').slice(0, 16);
  const program = join(folder, `supervisor-${hash}`);
  if (await exists(program)) return program;
  await mkdir(folder, { recursive: true });
  const fresh = `${program}.${process.pid}`;
  for (const compiler of COMPILERS) {
    try {
      await compile(
        compiler,
        paths.filter(path => path.endsWith('.c')),
        fresh,
      );
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
  sources: readonly string[],
  program: string,
): Promise<void> {
  let refused: unknown;
  for (const linking of LINKING) {
    try {
      await run(compiler, [
        ...['-std=gnu99', '-O2', ...linking],
        ...['-o', program, ...sources],
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
