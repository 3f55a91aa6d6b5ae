import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ConflictError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { TERMINAL_PATH } from '@mlops/plugin-mlops-common';
import {
  artifactStoreExtensionPoint,
  executionEnginesExtensionPoint,
  type ArtifactStore,
  type ExecutionEngine,
} from '@mlops/plugin-mlops-node';
import { AccessSignal } from './access/AccessSignal';
import { Authorizer } from './access/Authorizer';
import { registerPermissions } from './access/registerPermissions';
import { seedRoles } from './access/seedRoles';
import { callAs } from './actions/callAs';
import { registerActions } from './actions/registerActions';
import { readMlopsConfig } from './config/readMlopsConfig';
import { applyDefinitions } from './definitions/applyDefinitions';
import { checkDefinition } from './definitions/checkDefinition';
import { chooseEngine } from './engine/chooseEngine';
import { Dispatcher } from './engine/Dispatcher';
import { EngineLoop } from './engine/EngineLoop';
import { EngineWatcher } from './engine/EngineWatcher';
import { Lease } from './engine/Lease';
import { CompileContext } from './pipelines/CompileContext';
import { Projects } from './projects/Projects';
import { Quotas } from './projects/Quotas';
import { Retention } from './retention/Retention';
import { createRouter } from './routes/createRouter';
import { definitionsChanged } from './signals/definitionsChanged';
import { RunSignals } from './signals/RunSignals';
import { portalSocketsServiceRef } from './sockets/PortalSockets';
import { openStore } from './store/openStore';
import { createTerminalDoor } from './terminals/createTerminalDoor';

/** The backend of the MLOps suite. @public */
export const mlopsPlugin = createBackendPlugin({
  pluginId: 'mlops',
  register(env) {
    const engines = new Map<string, ExecutionEngine>();
    let artifacts: ArtifactStore | undefined;

    env.registerExtensionPoint(executionEnginesExtensionPoint, {
      addEngine(engine) {
        if (engines.has(engine.id)) {
          throw new ConflictError(
            `The execution engine "${engine.id}" is installed twice`,
          );
        }
        engines.set(engine.id, engine);
      },
    });
    env.registerExtensionPoint(artifactStoreExtensionPoint, {
      setArtifactStore(store) {
        if (artifacts) throw new ConflictError('There are two artifact stores');
        artifacts = store;
      },
    });

    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        sockets: portalSocketsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auditor, auth, catalog, httpAuth, logger, permissions } = deps;
        const { sockets } = deps;
        const now = Date.now;
        const config = readMlopsConfig(deps.config);
        const engine = chooseEngine(engines, config.engine);
        const db = await openStore(deps.database);
        registerPermissions(deps.permissionsRegistry, db);
        await seedRoles(db, config.administrators);

        await applyDefinitions({
          db,
          folders: config.definitions,
          integrations: ScmIntegrations.fromConfig(deps.config),
          check: checkDefinition(config, engine.capabilities, now),
          logger,
          now,
        });

        const access = new AccessSignal({
          signals: deps.signals,
          events: deps.events,
          logger,
        });
        const { trustedLocations } = config;
        const projects = new Projects({
          db,
          catalog,
          auth,
          logger,
          trustedLocations,
          now,
          onChange: () => access.changed(),
        });
        const quotas = new Quotas({
          db,
          engines,
          byDefault: config.quota,
          logger,
          now,
        });
        const compileContext = new CompileContext({
          db,
          config,
          projects,
          quotas,
          engine: engine.capabilities,
        });
        const signals = new RunSignals({ db, signals: deps.signals, logger });
        const onChange = (runId: string) => signals.changed(runId);
        const dispatcher = new Dispatcher({
          db,
          engines,
          slots: Math.min(
            engine.capabilities.maxRuns,
            config.admission.maxRuns ?? Infinity,
          ),
          quotas,
          logger,
          now,
          onChange,
        });
        const onFinal = () => dispatcher.wake();
        const loop = new EngineLoop({
          lease: new Lease({ db, now }),
          dispatcher,
          watchers: [...engines.values()].map(
            watched =>
              new EngineWatcher({
                db,
                engine: watched,
                logger,
                now,
                onChange,
                onFinal,
              }),
          ),
          logger,
        });
        await deps.scheduler.scheduleTask({
          id: 'mlops-project-groups',
          frequency: { seconds: 30 },
          timeout: { seconds: 30 },
          // Each replica asks its own catalog, so that a lost membership is lost everywhere.
          scope: 'local',
          fn: () => projects.refresh(),
        });
        const onDefinitions = definitionsChanged(deps.events, logger);
        const { schedule } = config.retention;
        if (schedule) {
          const retention = new Retention({
            db,
            engines,
            ...config.retention,
            auditor,
            logger,
            now,
            onRemoved: runId => {
              dispatcher.wake();
              signals.changed(runId);
            },
          });
          await deps.scheduler.scheduleTask({
            ...schedule,
            id: 'mlops-retention',
            fn: signal => retention.work(signal),
          });
        }
        deps.lifecycle.addStartupHook(() => loop.start());
        deps.lifecycle.addStartupHook(onDefinitions);
        deps.lifecycle.addShutdownHook(() => loop.stop());

        const authorizer = new Authorizer({ db, permissions });
        const door = createTerminalDoor({
          ...{ db, auth, authorizer, auditor, engines, logger, now, signals },
          config: config.terminals,
        });
        const address = new URL(
          await deps.discovery.getExternalBaseUrl('mlops'),
        );
        sockets.handle(
          `${address.pathname}${TERMINAL_PATH}`,
          (...upgrade) => void door.take(...upgrade),
        );
        deps.lifecycle.addShutdownHook(() => door.close());

        const asCaller = { auth, discovery: deps.discovery };
        registerActions({
          registry: deps.actions,
          callAs: credentials => callAs(asCaller, credentials),
          appUrl: config.appUrl,
        });

        deps.httpRouter.use(
          createRouter({
            db,
            config,
            httpAuth,
            authorizer,
            auditor,
            logger,
            catalog,
            projects,
            quotas,
            compileContext,
            engine,
            engines,
            artifacts,
            dispatcher,
            signals,
            sockets,
            onDefinitions,
            notifications: deps.notifications,
            userInfo: deps.userInfo,
            accessChanged: () => access.changed(),
            now,
          }),
        );
      },
    });
  },
});
