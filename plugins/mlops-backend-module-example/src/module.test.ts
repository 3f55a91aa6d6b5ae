import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  executionEnginesExtensionPoint,
  type ExecutionEngine,
} from '@mlops/plugin-mlops-node';
import { mlopsModuleExample } from './module';

it('adds the engine to the backend', async () => {
  const engines: ExecutionEngine[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [
        executionEnginesExtensionPoint,
        { addEngine: engine => void engines.push(engine) },
      ],
    ],
    features: [
      mlopsModuleExample,
      mockServices.rootConfig.factory({
        data: {
          mlops: { example: { dataDirectory: join(tmpdir(), 'mlops-none') } },
        },
      }),
    ],
  });
  expect(engines.map(({ id }) => id)).toEqual(['example']);
  await backend.stop();
});
