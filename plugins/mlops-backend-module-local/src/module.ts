import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  artifactStoreExtensionPoint,
  executionEnginesExtensionPoint,
} from '@mlops/plugin-mlops-node';
import { createLocalEngine } from './createLocalEngine';
import { readLocalConfig } from './readLocalConfig';

/** The embedded engine: tasks as processes of this machine. @public */
export const mlopsModuleLocal = createBackendModule({
  pluginId: 'mlops',
  moduleId: 'local',
  register(env) {
    env.registerInit({
      deps: {
        engines: executionEnginesExtensionPoint,
        store: artifactStoreExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        lifecycle: coreServices.lifecycle,
      },
      async init({ engines, store, config, logger, lifecycle }) {
        const { engine, artifacts, close } = await createLocalEngine({
          ...readLocalConfig(config, process.env),
          logger,
          env: process.env,
          now: Date.now,
        });
        engines.addEngine(engine);
        store.setArtifactStore(artifacts);
        lifecycle.addShutdownHook(close);
      },
    });
  },
});
