import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { runEngineConformance } from '@mlops/plugin-mlops-node';
import { createLocalEngine, type LocalEngineParts } from './createLocalEngine';

jest.setTimeout(60_000);

describe.each([
  ['required', { kind: 'tcp', number: 8888 }],
  ['off', { kind: 'unix' }],
] as const)('sandbox: %s', (sandbox, listen) => {
  runEngineConformance('the embedded engine', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'mlops-engine-'));
    let local: LocalEngineParts;
    const start = async () => {
      local = await createLocalEngine({
        dataDirectory,
        slots: 4,
        maxRuns: 4,
        uv: 'uv',
        python: 'python3',
        minimumFreeDisk: 0,
        sandbox,
        network: 'host',
        visible: [],
        maxProcesses: 256,
        maxLog: 2 ** 30,
        logger: mockServices.logger.mock(),
        env: process.env,
        now: Date.now,
      });
      return local.engine;
    };
    return {
      engine: await start(),
      restart: async () => {
        await local.close();
        return start();
      },
      shell: script => ({
        argv: ['sh', '-c', script],
        runtime: { kind: 'process', python: null },
      }),
      serve: script => ({
        argv: ['python3', '-c', script],
        runtime: { kind: 'process', python: null },
        ports: [{ name: 'http', protocol: 'http', listen }],
      }),
      dispose: async () => {
        await local.close();
        await rm(dataDirectory, { recursive: true, force: true });
      },
    };
  });
});
