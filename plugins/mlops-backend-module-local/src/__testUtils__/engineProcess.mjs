// An engine in a process of its own, which a test can kill: it starts the workload of a file and goes on.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');
const { createLocalEngine } = require('../createLocalEngine.ts');

const [options, plan] = process.argv
  .slice(2)
  .map(file => JSON.parse(readFileSync(file, 'utf8')));
const silent = () => {};
const logger = { info: silent, warn: silent, error: silent, debug: silent };
const { engine } = await createLocalEngine({
  ...options,
  logger: { ...logger, child: () => logger },
  env: process.env,
  now: Date.now,
});
console.log('open');
await engine.workloads.start(plan);
console.log('started');
setInterval(silent, 1_000);
