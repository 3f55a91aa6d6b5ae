import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { executionEnginesExtensionPoint } from '@mlops/plugin-mlops-node';
import { FolderEngine } from './FolderEngine';

/** Adds the engine `example`. @public */
export const mlopsModuleExample = createBackendModule({
  pluginId: 'mlops',
  moduleId: 'example',
  register(env) {
    env.registerInit({
      deps: {
        engines: executionEnginesExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        lifecycle: coreServices.lifecycle,
      },
      async init({ engines, config, logger, lifecycle }) {
        const root = config.getString('mlops.example.dataDirectory');
        const engine = new FolderEngine(root, logger);
        engines.addEngine(engine);
        lifecycle.addShutdownHook(() => engine.close());
      },
    });
  },
});
