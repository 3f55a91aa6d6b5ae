import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inNamespace, portalMay, testbed } from './runningTestbed.mjs';
import {
  aPlan,
  aTask,
  clientOf,
  engineOn,
  namespacesOf,
  partsOn,
  inImage,
} from './suite.mjs';
import { watchedEngine } from './watchedEngine.mjs';

const NAMESPACE = 'mlops-pulls';
const { username, password } = testbed.registry;
const registry = testbed.registry.private;
const team = { name: 'team', registry, username, password };

describe('pull secrets', () => {
  const { kubectl } = inNamespace('alpha', NAMESPACE);
  // As deploy/example gives it.
  portalMay('alpha', NAMESPACE, [
    {
      apiGroups: [''],
      resources: ['secrets'],
      resourceNames: ['team', 'other'],
      verbs: ['get', 'patch', 'delete'],
    },
  ]);
  const client = clientOf('alpha');
  const ours = [`${NAMESPACE}-a`, `${NAMESPACE}-b`];

  before(async () => {
    for (const name of ours) await kubectl(['create', 'namespace', name]);
  });
  after(() => kubectl(['delete', 'namespace', ...ours, '--wait=false']));

  const contentOf = async (namespace, name = 'team') => {
    const { items } = await kubectl.get([
      'secrets',
      `--namespace=${namespace}`,
    ]);
    const found = items.find(({ metadata }) => metadata.name === name);
    const text = found?.data['.dockerconfigjson'];
    return text && JSON.parse(Buffer.from(text, 'base64').toString()).auths;
  };

  const trouble = [];
  const keep = secrets =>
    namespacesOf(client, secrets).keepAll(error => trouble.push(error.message));

  it('come into a namespace before anything runs there', async () => {
    await namespacesOf(client, [team]).prepare(ours[0]);
    const auths = await contentOf(ours[0]);
    assert.equal(auths[registry].username, username);
    assert.equal(auths[registry].password, password);
  });

  it('come into every namespace in use, with what is configured now', async () => {
    await namespacesOf(client, []).prepare(ours[1]);
    assert.equal(await contentOf(ours[1]), undefined);
    await keep([{ ...team, password: 'newer' }]);
    for (const namespace of ours) {
      const auths = await contentOf(namespace);
      assert.equal(auths[registry].password, 'newer', namespace);
    }
  });

  it('come back when somebody has removed or changed them', async () => {
    await kubectl(['delete', 'secret', 'team', `--namespace=${ours[0]}`]);
    const body = { stringData: { '.dockerconfigjson': '{"auths":{}}' } };
    await client.request({
      method: 'PATCH',
      path: `/api/v1/namespaces/${ours[1]}/secrets/team`,
      body,
    });
    await keep([team]);
    for (const namespace of ours) {
      const auths = await contentOf(namespace);
      assert.equal(auths[registry].password, password, namespace);
    }
  });

  it('let the secret of somebody else be, and say so', async () => {
    const words = [
      'create',
      'secret',
      'generic',
      'other',
      '--from-literal=a=b',
    ];
    await kubectl([...words, `--namespace=${ours[0]}`]);
    const other = { ...team, name: 'other' };
    trouble.length = 0;
    await keep([team, other]);
    assert.equal(trouble.length, 1, trouble.join('\n'));
    assert.match(
      trouble[0],
      /a Secret "other" in the namespace "mlops-pulls-a"/,
    );
    assert.ok(await contentOf(ours[1], 'other'));
    await assert.rejects(namespacesOf(client, [other]).prepare(ours[0]), {
      name: 'ConflictError',
    });
    await kubectl.get([`--namespace=${ours[0]}`, 'secret', 'other']);
  });

  it('go when they are configured no more, and nothing else does', async () => {
    await keep([]);
    for (const namespace of ours) {
      assert.equal(await contentOf(namespace), undefined, namespace);
    }
    await kubectl.get([`--namespace=${ours[0]}`, 'secret', 'other']);
    await kubectl.get([`--namespace=${ours[0]}`, 'secret', 'mlops-artifacts']);
  });

  it('let a task run in an image that is not for everybody', async () => {
    const started = [];
    const mlops = { pullSecrets: [team] };
    const seen = watchedEngine(() =>
      engineOn('alpha', ours[0], started, mlops),
    );
    await seen.start();
    const pullSecrets = ['team'];
    const runtime = { ...inImage(testbed.images.private), pullSecrets };
    const plan = aPlan([aTask('task', { argv: ['true'], runtime })]);
    await seen.engine.submit(plan);
    const { status, reason } = await seen.run(
      plan,
      ({ finishedAt }) => finishedAt !== null,
    );
    assert.equal(status, 'succeeded', reason);
    await seen.engine.purge({ runId: plan.runId, uid: null });
    await seen.stop();
  });

  it('are kept by what the backend calls now and then', async () => {
    await kubectl(['delete', 'secret', 'team', `--namespace=${ours[0]}`]);
    await partsOn('alpha', { pullSecrets: [team] }).keepNamespaces();
    assert.ok(await contentOf(ours[0]));
    await keep([]);
  });
});
