import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { unlessStamped } from '../../workspace/stamp.mjs';
import { layerRecipes, tarCommand } from './layerRecipes.mjs';
import { packLayer } from './packLayer.mjs';

/**
 * Makes the layers that are missing or stale, in `.cache/testbed/layers`.
 *
 * @returns by name `{ diffId, digest, size, file }`
 */
export async function buildLayers({ folders, paths, uv, step, signal }) {
  mkdirSync(paths.layers, { recursive: true });
  const layers = {};
  for (const [name, recipe] of Object.entries(layerRecipes(paths))) {
    const file = join(paths.layers, name);
    await unlessStamped(`${file}.stamp`, digestOf(recipe), () =>
      step(`Making the layer ${name}`, onLine =>
        make(recipe, file, {
          uv,
          folders,
          signal,
          onLine,
          log: join(paths.buildLogs, `layer-${name}`),
        }),
      ),
    );
    layers[name] = {
      ...JSON.parse(readFileSync(`${file}.json`, 'utf8')),
      file: `${file}.tar.gz`,
    };
  }
  return layers;
}

async function make(recipe, file, options) {
  const folders = { tree: `${file}.tree`, scratch: `${file}.scratch` };
  const remove = () => {
    for (const folder of Object.values(folders)) {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  // One that was killed has left them.
  remove();
  for (const folder of Object.values(folders)) mkdirSync(folder);
  // It becomes the root of the layer, whatever the umask is.
  chmodSync(folders.tree, 0o755);
  try {
    const { tree, scratch } = folders;
    const command = await tarCommand(recipe, tree, { ...options, scratch });
    await packLayer(command, file, { signal: options.signal });
  } finally {
    remove();
  }
}

function digestOf({ inputs, facts = [], command = [] }) {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([facts, command]));
  inputs.forEach(input => hash.update(readFileSync(input)));
  return hash.digest('hex');
}
