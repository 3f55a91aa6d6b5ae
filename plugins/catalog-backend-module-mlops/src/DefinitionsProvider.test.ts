import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { JobTemplate, Pipeline } from '@mlops/plugin-mlops-common';
import { DefinitionsProvider } from './DefinitionsProvider';
import { folderIn } from './sourceAnnotations';

const AT = '2026-01-01T00:00:00.000Z';

const pipeline = (part: Partial<Pipeline>): Pipeline => ({
  id: '01jnspp000000000000000dgts',
  name: 'digits',
  title: 'Digits',
  description: null,
  project: 'vision',
  source: 'portal',
  sourceFile: null,
  createdBy: null,
  createdAt: AT,
  updatedAt: AT,
  revision: 1,
  taskCount: 1,
  templates: ['load'],
  demo: false,
  img: null,
  lastRuns: [],
  medianDurationMs: null,
  ...part,
});

const load: JobTemplate = {
  id: '01jnspp000000000000000aaaa',
  name: 'load',
  title: 'Load',
  description: null,
  category: 'data',
  index: 1,
  source: 'catalog',
  sourceFile: null,
  latest: null,
};

/** What the provider brings when the API has these pipelines. */
async function brought(pipelines: Pipeline[]) {
  const items: Record<string, unknown[]> = {
    projects: [{ name: 'vision', entityRef: 'group:teams/vision' }],
    'job-templates': [load],
    pipelines,
  };
  const mutations: EntityProviderMutation[] = [];
  const logger = mockServices.logger.mock();
  const provider = new DefinitionsProvider({
    auth: mockServices.auth(),
    discovery: mockServices.discovery(),
    events: mockServices.events.mock(),
    runner: { run: async task => task.fn(new AbortController().signal) },
    logger,
    appUrl: 'http://portal.example',
    folderOf: folderIn(ScmIntegrations.fromConfig(mockServices.rootConfig())),
    fetch: async url => {
      const list = new URL(String(url)).pathname.split('/').at(-1) ?? '';
      return Response.json({ items: items[list], nextCursor: null });
    },
  });
  await provider.connect({
    applyMutation: async mutation => void mutations.push(mutation),
    refresh: async () => {},
  });
  const [mutation] = mutations;
  if (mutation?.type !== 'full') throw new Error('No full mutation');
  return { entities: mutation.entities.map(({ entity }) => entity), logger };
}

describe('DefinitionsProvider', () => {
  it('gives a pipeline to its project group and a template to its category', async () => {
    const { entities } = await brought([pipeline({})]);
    expect(entities).toMatchObject([
      {
        metadata: { name: 'job-template-load' },
        spec: { type: 'job-template', system: 'system:default/data' },
      },
      {
        metadata: { name: 'ml-pipeline-digits' },
        spec: {
          type: 'ml-pipeline',
          owner: 'group:teams/vision',
          dependsOn: ['component:default/job-template-load'],
        },
      },
    ]);
  });

  it('tells where what comes from Git is read and changed', async () => {
    const at = 'https://github.com/acme/ml';
    const { entities } = await brought([
      pipeline({
        sourceFile: {
          path: 'definitions/digits/pipeline.yaml',
          viewUrl: `${at}/tree/main/definitions/digits/pipeline.yaml`,
          editUrl: `${at}/edit/main/definitions/digits/pipeline.yaml`,
        },
      }),
    ]);
    const [template, fromGit] = entities.map(
      ({ metadata }) => metadata.annotations,
    );
    expect(fromGit).toMatchObject({
      'backstage.io/view-url': `${at}/tree/main/definitions/digits/pipeline.yaml`,
      'backstage.io/edit-url': `${at}/edit/main/definitions/digits/pipeline.yaml`,
      'backstage.io/source-location': `url:${at}/tree/main/definitions/digits/`,
    });
    expect(template).not.toHaveProperty(['backstage.io/view-url']);
  });

  it('depends on nothing that people cannot see', async () => {
    const { entities } = await brought([pipeline({ templates: ['secret'] })]);
    expect(entities[1].spec).not.toHaveProperty('dependsOn');
  });

  it('leaves out what the catalog would refuse, says so, and brings the rest', async () => {
    const { entities, logger } = await brought([
      pipeline({ name: 'Not a name!', title: 'Odd' }),
      pipeline({}),
    ]);
    expect(entities.map(({ metadata }) => metadata.name)).toEqual([
      'job-template-load',
      'ml-pipeline-digits',
    ]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(/"Odd" is not in the catalog.*name/),
    );
  });
});
