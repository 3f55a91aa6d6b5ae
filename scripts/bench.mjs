import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { endWith } from './lib/endWith.mjs';
import { folders } from './lib/folders.mjs';
import { progressLine } from './lib/progressLine.mjs';
import { Refusal } from './lib/Refusal.mjs';
import { prepareWorkspace } from './lib/workspace/prepareWorkspace.mjs';

/** `npm run bench [-- name...]`: the programs of `bench/`, one after the other. */
await endWith(async names => {
  const home = join(folders.root, 'bench');
  const known = readdirSync(home)
    .filter(file => file.endsWith('.mjs'))
    .map(file => file.replace(/\.mjs$/, ''));
  const unknown = names.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new Refusal(
      `Unknown: ${unknown.join(', ')}. There are: ${known.join(', ')}`,
    );
  }
  const step = progressLine(process.stderr);
  const { node, env } = await prepareWorkspace({ folders, step, pages: true });
  const wanted = names.length > 0 ? names : known;
  const codes = wanted.map(name => {
    process.stdout.write(`${name}\n`);
    const file = join(home, `${name}.mjs`);
    const options = { cwd: folders.root, env, stdio: 'inherit' };
    return spawnSync(node, [file], options).status;
  });
  return codes.every(code => code === 0) ? 0 : 1;
});
