import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/** The engine that `mlops.engine` names: the embedded one, or that for clusters. */
export const engines = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (config.getOptionalString('mlops.engine') === 'kubernetes') {
      yield import('@mlops/plugin-mlops-backend-module-kubernetes');
    } else {
      yield import('@mlops/plugin-mlops-backend-module-local');
    }
  },
});
