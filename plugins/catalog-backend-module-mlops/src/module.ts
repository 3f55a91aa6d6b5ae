import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { DefinitionsProvider } from './DefinitionsProvider';
import { ProjectGroupProvider } from './ProjectGroupProvider';

/** Pipelines, job templates, and project groups made in the portal as catalog entities. @public */
export const catalogModuleMlops = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'mlops',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, scheduler, events, logger, ...deps }) {
        const every = (seconds: number) =>
          scheduler.createScheduledTaskRunner({
            frequency: { seconds },
            timeout: { seconds: 90 },
            initialDelay: { seconds: 3 },
            scope: 'local',
          });
        catalog.addEntityProvider(
          new ProjectGroupProvider({ ...deps, fetch, runner: every(30) }),
          new DefinitionsProvider({
            ...deps,
            fetch,
            events,
            logger,
            // Changes come by event; this brings what was missed.
            runner: every(120),
            appUrl: config.getString('app.baseUrl').replace(/\/+$/, ''),
          }),
        );
      },
    });
  },
});
