import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import catalogModuleMlops from '@mlops/plugin-catalog-backend-module-mlops';
import request from 'supertest';
import { callsOf } from './__testUtils__/callsOf';
import { eventually } from './__testUtils__/eventually';
import { startMlops } from './__testUtils__/startMlops';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const alice = mockCredentials.user.header('user:default/alice');

const yaml = (name: string) =>
  `apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: ${name}}\nspec: {project: public, tasks: [{name: a, template: step, version: 1.0.0}]}`;

/**
 * The suite beside a real catalog, each with its own database. The scheduler is real too: whichever of both
 * is up first, what the other says before is missed, and only a later turn brings it.
 */
async function started(id: TestDatabaseId) {
  const backend = await startMlops(databases, id, {
    features: [
      catalogPlugin,
      catalogModuleMlops,
      eventsServiceFactory,
      schedulerServiceFactory,
    ],
  });
  const components = async (): Promise<Record<string, Entity>> => {
    const { body } = await request(backend.server)
      .get('/api/catalog/entities?filter=kind=component')
      .set('Authorization', alice);
    return Object.fromEntries(
      body.map((entity: Entity) => [entity.metadata.name, entity]),
    );
  };
  return { ...backend, calls: callsOf(backend), components };
}

describe.each(databases.eachSupportedId())(
  'the suite in the catalog on %s',
  id => {
    it('shows pipelines and job templates, how they hang together, and what becomes of them', async () => {
      const { calls, components, stop } = await started(id);
      const begun = await eventually(
        components,
        all => all['ml-pipeline-demo']?.relations !== undefined,
      );
      expect(begun['ml-pipeline-demo']).toMatchObject({
        metadata: {
          title: 'Demo',
          annotations: { 'mlops/pipeline-id': expect.any(String) },
          links: [
            {
              url: expect.stringMatching(
                /^http:\/\/portal\.example\/mlops\/pipelines\/[0-9a-z]{26}$/,
              ),
            },
          ],
        },
        spec: {
          type: 'ml-pipeline',
          lifecycle: 'production',
          owner: 'group:default/public',
        },
        relations: expect.arrayContaining([
          {
            type: 'dependsOn',
            targetRef: 'component:default/job-template-step',
          },
          { type: 'ownedBy', targetRef: 'group:default/public' },
        ]),
      });
      expect(begun['job-template-step']).toMatchObject({
        spec: { type: 'job-template', lifecycle: 'production' },
      });

      const made = await calls.post('/pipelines', { yaml: yaml('fresh') });
      expect(made.status).toBe(201);
      const grown = await eventually(
        components,
        all => 'ml-pipeline-fresh' in all,
      );
      expect(grown['ml-pipeline-fresh']).toMatchObject({
        spec: { lifecycle: 'experimental' },
      });

      await calls.delete(`/pipelines/${made.body.id}`);
      await eventually(components, all => !('ml-pipeline-fresh' in all));
      await stop();
    });
  },
);
