import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runToLog } from '../process/runToLog.mjs';
import { whichOnPath } from '../process/whichOnPath.mjs';
import { postgresPrograms } from './postgresPrograms.mjs';

/**
 * Brings Debian packages where that can be done without asking: as root, with apt.
 *
 * @param wanted - `{ name, isThere }`, the second telling whether what the package brings is there
 * @returns one line that names what is still missing and the way to get it, or `undefined`
 */
export async function bringDebianPackages(wanted, { folders, step, signal }) {
  const missing = () => wanted.filter(({ isThere }) => !isThere());
  const names = missing().map(({ name }) => name);
  if (names.length === 0) return undefined;
  const wayOut = `apt-get install ${names.join(' ')}`;
  if (process.getuid?.() !== 0 || whichOnPath('apt-get').length === 0) {
    return `Missing: ${names.join(', ')}. Get it with: ${wayOut}`;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (words, log, onLine) =>
    runToLog(['apt-get', ...words], {
      title: `apt-get ${words[0]}`,
      log: join(folders.cache, 'verify', log),
      env,
      onLine,
      signal,
    });
  await step(`Installing ${names.join(', ')}`, async onLine => {
    await apt(['update'], 'apt-update.log', onLine);
    const install = ['install', '-y', '--no-install-recommends', ...names];
    await apt(install, 'apt-install.log', onLine);
  });
  const still = missing().map(({ name }) => name);
  return still.length === 0
    ? undefined
    : `Still missing after ${wayOut}: ${still.join(', ')}`;
}

const CJK_FONTS = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc';

/** What the checks can use of a Debian system. */
export const debian = {
  postgresql: {
    name: 'postgresql',
    isThere: () => postgresPrograms() !== undefined,
  },
  bubblewrap: {
    name: 'bubblewrap',
    isThere: () => whichOnPath('bwrap').length > 0,
  },
  chromium: {
    name: 'chromium',
    isThere: () => existsSync('/usr/bin/chromium'),
  },
  /** Without it, Chinese pages are rows of boxes. */
  chineseFonts: {
    name: 'fonts-noto-cjk',
    isThere: () => existsSync(CJK_FONTS),
  },
};
