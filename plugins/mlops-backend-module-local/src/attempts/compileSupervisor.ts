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
 * @param sources - the folder that holds them and nothing else
 * @throws ServiceUnavailableError when there is no compiler, with the way to get one
 */
export async function compileSupervisor(
  sources: string,
  folder: string,
): Promise<string> {
  const files = (await readdir(sources))
    .sort()
    .map(name => join(sources, name));
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  const program = join(folder, `supervisor-${hash.digest('hex').slice(0, 16)}`);
  if (await exists(program)) return program;
  await mkdir(folder, { recursive: true });
  const fresh = `${program}.${process.pid}`;
  for (const compiler of COMPILERS) {
    try {
      await compile(
        compiler,
        files.filter(file => file.endsWith('.c')),
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
  files: readonly string[],
  program: string,
): Promise<void> {
  let refused: unknown;
  for (const linking of LINKING) {
    try {
      await run(compiler, [
        ...['-std=gnu99', '-O2', ...linking],
        ...['-o', program, ...files],
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
