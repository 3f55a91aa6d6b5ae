import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLineOf } from '../process/firstLineOf.mjs';
import { runToLog } from '../process/runToLog.mjs';
import { pins } from './pins.mjs';
import { requireBuildTools } from './requireBuildTools.mjs';

/**
 * `uv`, which makes the Python environments of tasks, in a virtual environment of its own.
 *
 * @returns `{ uv, python }`: absolute paths of the tool and of the interpreter it was made with
 */
export async function prepareUv({ folders, step }) {
  const home = join(folders.toolchain, 'python');
  const ready = join(home, 'ready.json');
  const uv = join(home, 'bin', 'uv');
  const known = readReady(ready);
  if (known?.uv === pins.uv && existsSync(uv) && existsSync(known.python)) {
    return { uv, python: known.python };
  }
  const python = requireBuildTools({ compiler: false });
  const run = (title, command, onLine) =>
    runToLog(command, {
      title,
      log: join(folders.cache, 'uv.log'),
      onLine,
    });
  rmSync(home, { recursive: true, force: true });
  await step(`Fetching uv ${pins.uv}`, async onLine => {
    await run('python -m venv', [python, '-m', 'venv', home], onLine);
    await run(
      'pip install uv',
      [
        join(home, 'bin', 'python'),
        '-m',
        'pip',
        'install',
        '--disable-pip-version-check',
        '--no-input',
        `uv==${pins.uv}`,
      ],
      onLine,
    );
    if (!firstLineOf([uv, '--version'])?.startsWith(`uv ${pins.uv}`)) {
      throw new Error(`${uv} does not answer with version ${pins.uv}`);
    }
  });
  // Written last: an interrupted set-up starts again from nothing.
  writeFileSync(ready, JSON.stringify({ uv: pins.uv, python }));
  return { uv, python };
}

function readReady(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
