import { join } from 'node:path';
import { linkTools } from './linkTools.mjs';
import { nativeBuildEnvironment } from './nativeBuildEnvironment.mjs';
import { prepareNode } from './prepareNode.mjs';
import { prepareUv } from './prepareUv.mjs';
import { prepareYarn } from './prepareYarn.mjs';
import { toolEnvironment } from './toolEnvironment.mjs';

/**
 * Everything that the work needs beside the checkout, in `.toolchain/`. Idempotent; a second call
 * costs a look at a few files.
 *
 * @returns `{ node, env, buildEnv }`: the Node to start things with, the environment to start them
 * in, and what native builds need on top of it
 */
export async function prepareToolchain({ folders, step }) {
  const { node, headers } = await prepareNode({ folders, step });
  const yarn = await prepareYarn({ folders, step });
  const { uv, python } = await prepareUv({ folders, step });
  const bin = linkTools({ node, yarn }, { folders });
  const env = toolEnvironment(process.env, {
    path: [bin, join(folders.root, 'node_modules', '.bin')],
    uv,
  });
  return { node, env, buildEnv: nativeBuildEnvironment({ headers, python }) };
}
