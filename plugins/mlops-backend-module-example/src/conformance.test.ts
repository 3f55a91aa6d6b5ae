import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { runEngineConformance } from '@mlops/plugin-mlops-node';
import { FolderEngine } from './FolderEngine';

jest.setTimeout(60_000);

runEngineConformance('the engine to learn from', async () => {
  const root = await mkdtemp(join(tmpdir(), 'mlops-example-'));
  const start = () => new FolderEngine(root, mockServices.logger.mock());
  let engine = start();
  return {
    engine,
    restart: async () => {
      await engine.close();
      engine = start();
      return engine;
    },
    shell: script => ({
      argv: ['sh', '-c', script],
      runtime: { kind: 'process', python: null },
    }),
    dispose: async () => {
      await engine.close();
      await rm(root, { recursive: true, force: true });
    },
  };
});
