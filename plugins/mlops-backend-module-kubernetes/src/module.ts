import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  artifactStoreExtensionPoint,
  executionEnginesExtensionPoint,
} from '@mlops/plugin-mlops-node';
import { createKubernetesEngine } from './createKubernetesEngine';
import { readKubernetesConfig } from './readKubernetesConfig';

/** Runs of pipelines as Argo Workflows on Kubernetes. @public */
export const mlopsModuleKubernetes = createBackendModule({
  pluginId: 'mlops',
  moduleId: 'kubernetes',
  register(env) {
    env.registerInit({
      deps: {
        engines: executionEnginesExtensionPoint,
        store: artifactStoreExtensionPoint,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ engines, store, config, lifecycle, logger, scheduler }) {
        const stop = new AbortController();
        lifecycle.addShutdownHook(() => stop.abort());
        const { engine, artifacts, keepNamespaces } = createKubernetesEngine(
          readKubernetesConfig(config),
          { logger, now: Date.now, signal: stop.signal },
        );
        engines.addEngine(engine);
        store.setArtifactStore(artifacts);
        await scheduler.scheduleTask({
          id: 'mlops-keep-namespaces',
          frequency: { minutes: 1 },
          timeout: { minutes: 10 },
          scope: 'global',
          fn: keepNamespaces,
        });
      },
    });
  },
});
