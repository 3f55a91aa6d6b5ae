import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { anywhere } from '@mlops/plugin-mlops-common';
import { executionEnginesExtensionPoint } from '@mlops/plugin-mlops-node';
import { mlopsPlugin } from '../plugin';
import {
  PortalSockets,
  portalSocketsServiceRef,
} from '../sockets/PortalSockets';
import { MemoryEngine } from './MemoryEngine';

const DEFINITIONS = `
apiVersion: mlops/v1
kind: JobTemplate
metadata: { name: step }
spec:
  version: 1.0.0
  stage: release
  parameters:
    type: object
    properties: { size: { type: integer } }
  local: { command: [step] }
---
apiVersion: mlops/v1
kind: Pipeline
metadata: { name: demo, title: Demo }
spec:
  project: public
  parameters:
    type: object
    properties: { size: { type: integer, default: 1 } }
  tasks:
    - { name: first, template: step, version: 1.0.0 }
`;

/** The plugin on a database of its own, with an engine that a test steers. */
export async function startMlops(
  databases: TestDatabases,
  id: TestDatabaseId,
  options: {
    result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
    /** Instead of the same answer to everybody; `really` leaves it to `features`. */
    authorize?: PermissionsService['authorize'] | 'really';
    maxQueued?: number;
    maxRuns?: number;
    /** Of the configuration. */
    backend?: JsonObject;
    mlops?: JsonObject;
    /** Further plugins and modules; a catalog takes the place of the one that is always empty. */
    features?: NonNullable<Parameters<typeof startTestBackend>[0]>['features'];
    /** What an earlier backend left. */
    left?: { engine: MemoryEngine; knex: Knex };
  } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'definitions-'));
  await writeFile(join(folder, 'demo.yaml'), DEFINITIONS);
  const { engine, knex } = options.left ?? {
    engine: new MemoryEngine(),
    knex: await databases.init(id),
  };
  const sockets = new PortalSockets();
  const backend = await startTestBackend({
    features: [
      mlopsPlugin,
      createServiceFactory({
        service: portalSocketsServiceRef,
        deps: {},
        factory: () => sockets,
      }),
      createBackendModule({
        pluginId: 'mlops',
        moduleId: 'memory',
        register(env) {
          env.registerInit({
            deps: { engines: executionEnginesExtensionPoint },
            async init({ engines }) {
              engines.addEngine(engine);
            },
          });
        },
      }),
      databaseOf(plugin =>
        plugin === 'mlops' ? Promise.resolve(knex) : databases.init(id),
      ),
      ...permissionsOf(options),
      ...(options.features ?? [catalogServiceMock.factory({ entities: [] })]),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example' },
          backend: {
            actions: { pluginSources: ['mlops'] },
            ...options.backend,
          },
          permission: { enabled: true },
          mlops: {
            definitions: [{ path: folder }],
            ...options.mlops,
            admission: {
              maxQueued: options.maxQueued ?? 10,
              maxRuns: options.maxRuns ?? 10,
            },
          },
        },
      }),
    ],
  });
  sockets.attach(backend.server);
  return { server: backend.server, stop: () => backend.stop(), engine, knex };
}

/** A database for each plugin, asked for once. */
function databaseOf(clientOf: (plugin: string) => Promise<Knex>) {
  return createServiceFactory({
    service: coreServices.database,
    deps: { metadata: coreServices.pluginMetadata },
    factory({ metadata }) {
      let client: Promise<Knex> | undefined;
      return {
        getClient: () => (client ??= clientOf(metadata.getId())),
      };
    },
  });
}

function permissionsOf({
  authorize,
  result,
}: NonNullable<Parameters<typeof startMlops>[2]>) {
  if (authorize === 'really') return [];
  return [
    authorize
      ? mockServices.permissions.mock({
          authorize,
          authorizeConditional: (asked, how) =>
            authorize(
              asked.map(({ permission }) => ({
                permission: anywhere(permission),
              })),
              how,
            ),
        }).factory
      : mockServices.permissions.factory({
          result: result ?? AuthorizeResult.ALLOW,
        }),
  ];
}
