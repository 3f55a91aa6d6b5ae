import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { ProjectGroupProvider } from './ProjectGroupProvider';

/** Project groups made in the portal as catalog entities. @public */
export const catalogModuleMlops = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'mlops',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, scheduler, ...deps }) {
        const runner = scheduler.createScheduledTaskRunner({
          frequency: { seconds: 30 },
          timeout: { seconds: 20 },
          initialDelay: { seconds: 3 },
          scope: 'local',
        });
        catalog.addEntityProvider(
          new ProjectGroupProvider({ ...deps, runner, fetch }),
        );
      },
    });
  },
});
