import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
let prepared = false;

/** What a TypeScript file of this workspace exports; `path` from the root. */
export function source(path) {
  if (!prepared) require('@backstage/cli/config/nodeTransform.cjs');
  prepared = true;
  return require(`../../${path}`);
}
