import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { DefinitionsProvider } from './DefinitionsProvider';
import { PortalMembers } from './PortalMembers';
import { ProjectMembersProcessor } from './ProjectMembersProcessor';
import { folderIn } from './sourceAnnotations';
import { ProjectGroupProvider } from './ProjectGroupProvider';
import { UsersProvider } from './UsersProvider';

/** Pipelines, job templates, project groups made in the portal, and people who have signed in as catalog entities. @public */
export const catalogModuleMlops = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'mlops',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        processing: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ config, scheduler, processing, ...services }) {
        const { auth, catalog, discovery, events, logger } = services;
        const deps = { auth, discovery, events, fetch };
        const every = (seconds: number) =>
          scheduler.createScheduledTaskRunner({
            frequency: { seconds },
            timeout: { seconds: 90 },
            initialDelay: { seconds: 3 },
            scope: 'local',
          });
        const members = new PortalMembers();
        processing.addProcessor(new ProjectMembersProcessor(members));
        processing.addEntityProvider(
          new ProjectGroupProvider({ ...deps, members, runner: every(60) }),
          new UsersProvider({ ...deps, catalog, runner: every(120) }),
          new DefinitionsProvider({
            ...deps,
            logger,
            // Changes come by event; this brings what was missed.
            runner: every(120),
            folderOf: folderIn(ScmIntegrations.fromConfig(config)),
            appUrl: config.getString('app.baseUrl').replace(/\/+$/, ''),
          }),
        );
      },
    });
  },
});
