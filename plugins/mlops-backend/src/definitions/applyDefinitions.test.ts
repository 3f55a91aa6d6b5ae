import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { aStore } from '../__testUtils__/aStore';
import { applyDefinitions } from './applyDefinitions';
import { checkDefinition } from './checkDefinition';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));

const check = checkDefinition(
  {
    compile: {
      env: {},
      pullSecrets: [],
      images: [],
      resources: {},
      hostPaths: [],
      privileged: [],
      namespaces: [],
      clusters: [],
    },
    timeZone: 'UTC',
  },
  { images: false },
  () => 1,
);

const template = (
  more: { version?: string; command?: string; stage?: string } = {},
) => `
apiVersion: mlops/v1
kind: JobTemplate
metadata: { name: step }
spec:
  version: ${more.version ?? '1.0.0'}
  stage: ${more.stage ?? 'release'}
  local: { command: [${more.command ?? 'step'}] }
`;

const pipeline = (
  name: string,
  task = '{ name: first, template: step, version: 1.0.0 }',
) => `
apiVersion: mlops/v1
kind: Pipeline
metadata: { name: ${name} }
spec:
  project: later
  tasks:
    - ${task}
`;

describe.each(databases.eachSupportedId())('definitions on %s', id => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'definitions-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) =>
    writeFile(join(folder, name), text);

  async function store(url?: string) {
    const db = await aStore(databases, id);
    const apply = () =>
      applyDefinitions({
        db,
        folders: [{ path: folder, url }],
        integrations,
        check,
        logger: mockServices.logger.mock(),
        now: () => 1,
      });
    const pipelines = (): Promise<string[]> =>
      db('pipelines')
        .where({ source: 'catalog', archived: false })
        .orderBy('name')
        .pluck('name');
    const versions = (): Promise<
      Array<{ version: string; archived: boolean }>
    > =>
      db('job_template_versions')
        .orderBy('version')
        .select('version', 'archived');
    return { db, apply, pipelines, versions };
  }

  it('applies templates and pipelines, whatever their order', async () => {
    await write('a.yaml', pipeline('one'));
    await write('b.yaml', template());
    const { apply, pipelines, versions } = await store();
    expect(await apply()).toEqual([]);
    expect(await pipelines()).toEqual(['one']);
    expect(await versions()).toHaveLength(1);
  });

  it('changes nothing when it is applied again', async () => {
    await write('a.yaml', `${template()}---${pipeline('one')}`);
    const { db, apply } = await store();
    await apply();
    const before = await db('pipelines').where({ name: 'one' }).first();
    expect(await apply()).toEqual([]);
    expect(await db('pipelines').where({ name: 'one' }).first()).toEqual(
      before,
    );
    expect(await db('pipeline_revisions').select()).toHaveLength(1);
  });

  it('adds a revision for a change', async () => {
    await write('a.yaml', `${template()}---${pipeline('one')}`);
    const { db, apply } = await store();
    await apply();
    await write(
      'a.yaml',
      `${template()}---${pipeline(
        'one',
        '{ name: other, template: step, version: 1.0.0 }',
      )}`,
    );
    await apply();
    const { revision } = await db('pipelines').where({ name: 'one' }).first();
    expect(revision).toBe(2);
    expect(await db('pipeline_revisions').select()).toHaveLength(2);
  });

  it('exchanges no released version by way of another stage', async () => {
    await write('a.yaml', template({ stage: 'draft', command: 'draft' }));
    const { apply, versions } = await store();
    await apply();
    await write('a.yaml', template());
    expect(await apply()).toEqual([]);
    for (const stage of ['draft', 'retired', 'release']) {
      await write('a.yaml', template({ stage, command: 'other' }));
      expect(await apply()).toEqual([
        expect.stringContaining('was released with other content'),
      ]);
    }
    for (const stage of ['retired', 'release']) {
      await write('a.yaml', template({ stage }));
      expect(await apply()).toEqual([]);
    }
    expect(await versions()).toHaveLength(1);
  });

  it('never changes a released version, and takes a new one beside it', async () => {
    await write('a.yaml', template());
    const { db, apply, versions } = await store();
    await apply();
    const before = await db('job_template_versions').first();
    await write('a.yaml', template({ command: 'other' }));
    expect(await apply()).toEqual([
      expect.stringMatching(
        /a\.yaml:\d+: version 1\.0\.0 of "step" was released with other content/,
      ),
    ]);
    expect(await db('job_template_versions').first()).toEqual(before);
    await write(
      'a.yaml',
      `${template()}---${template({ version: '2.0.0', command: 'other' })}`,
    );
    expect(await apply()).toEqual([]);
    expect(await versions()).toHaveLength(2);
  });

  it('remembers the file of each, and follows one that moves without a revision', async () => {
    await write('a.yaml', template());
    await write('b.yaml', pipeline('one'));
    const url = 'https://github.com/acme/ml/tree/main/definitions';
    const { db, apply } = await store(url);
    await apply();
    const files = async () =>
      [
        await db('job_templates').where({ name: 'step' }).first(),
        await db('pipelines').where({ name: 'one' }).first(),
      ].map(row => JSON.parse(row.source_file));
    expect(await files()).toEqual([
      {
        path: `${basename(folder)}/a.yaml`,
        viewUrl: `${url}/a.yaml`,
        editUrl: 'https://github.com/acme/ml/edit/main/definitions/a.yaml',
      },
      expect.objectContaining({ viewUrl: `${url}/b.yaml` }),
    ]);
    await rename(join(folder, 'b.yaml'), join(folder, 'c.yaml'));
    await apply();
    expect((await files())[1].viewUrl).toBe(`${url}/c.yaml`);
    expect(await db('pipeline_revisions').select()).toHaveLength(1);
  });

  it('never overwrites what was made in the portal', async () => {
    const { db, apply } = await store();
    const before = await db('pipelines').where({ name: 'demo' }).first();
    await write('a.yaml', `${template()}---${pipeline('demo')}`);
    expect(await apply()).toEqual([
      expect.stringMatching(/"demo" was made in the portal/),
    ]);
    expect(await db('pipelines').where({ name: 'demo' }).first()).toEqual(
      before,
    );
  });

  it('archives what is gone and brings it back with its file', async () => {
    await write('a.yaml', template());
    await write('b.yaml', pipeline('one'));
    const { db, apply, pipelines, versions } = await store();
    await apply();
    await rm(join(folder, 'b.yaml'));
    await rm(join(folder, 'a.yaml'));
    await apply();
    expect(await pipelines()).toEqual([]);
    expect(Boolean((await versions())[0].archived)).toBe(true);
    // What was made in the portal is not the folder's to remove.
    const { archived } = await db('pipelines').where({ name: 'demo' }).first();
    expect(Boolean(archived)).toBe(false);
    await write('a.yaml', template());
    await write('b.yaml', pipeline('one'));
    await apply();
    expect(await pipelines()).toEqual(['one']);
    expect(Boolean((await versions())[0].archived)).toBe(false);
  });

  it('names the place of a broken file, applies the others and archives nothing', async () => {
    await write('a.yaml', `${template()}---${pipeline('one')}`);
    const { apply, pipelines } = await store();
    await apply();
    await write('a.yaml', 'kind: [Pipeline');
    await write('b.yaml', `${template()}---${pipeline('two')}`);
    expect(await apply()).toEqual([expect.stringMatching(/a\.yaml:1: /)]);
    expect(await pipelines()).toEqual(['one', 'two']);
  });

  it.each([
    [
      'a cycle',
      '{ name: a, template: step, version: 1.0.0, dependsOn: [b] }\n    - { name: b, template: step, version: 1.0.0, dependsOn: [a] }',
      /a.*b/,
    ],
    ['a template', '{ name: a, template: nope, version: 1.0.0 }', /nope/],
    ['a version', '{ name: a, template: step, version: 9.0.0 }', /9\.0\.0/],
    [
      'a parameter',
      '{ name: a, template: step, version: 1.0.0, parameters: { size: 1 } }',
      /no parameter "size"/,
    ],
  ])(
    'refuses a pipeline for %s and leaves what it was',
    async (_, task, said) => {
      await write('a.yaml', `${template()}---${pipeline('one')}`);
      const { db, apply } = await store();
      await apply();
      const before = await db('pipelines').where({ name: 'one' }).first();
      await write('a.yaml', `${template()}---${pipeline('one', task)}`);
      expect(await apply()).toEqual([expect.stringMatching(said)]);
      expect(await db('pipelines').where({ name: 'one' }).first()).toEqual(
        before,
      );
    },
  );

  it('is done once by backends that start at the same time', async () => {
    await write('a.yaml', `${template()}---${pipeline('one')}`);
    const { db, apply } = await store();
    const refused = await Promise.all([apply(), apply(), apply()]);
    expect(refused).toEqual([[], [], []]);
    expect(await db('pipelines').where({ name: 'one' })).toHaveLength(1);
    expect(await db('pipeline_revisions').select()).toHaveLength(1);
  });
});
