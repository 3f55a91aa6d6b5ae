import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  eventually,
  inNamespace,
  portalMay,
  testbed,
} from './runningTestbed.mjs';
import { aPlan, aTask, engineOn, inImage } from './suite.mjs';
import { watchedEngine } from './watchedEngine.mjs';

const NAMESPACE = 'mlops-launched';

/** Makes a job as launchers of distributed training make theirs, with nothing but what a task is told. */
const LAUNCHER = `
import json, os, ssl, urllib.request
folder = '/var/run/secrets/kubernetes.io/serviceaccount'
token = open(folder + '/token').read()
labels = dict(label.split('=') for label in os.environ['MLOPS_LABELS'].split(','))
meta = {'name': 'launched', 'labels': labels}
pod = {'restartPolicy': 'Never', 'terminationGracePeriodSeconds': 0, 'containers': [
  {'name': 'main', 'image': '${testbed.images.busybox}', 'command': ['sleep', '600']}]}
job = {'apiVersion': 'batch/v1', 'kind': 'Job', 'metadata': meta, 'spec': {
  'backoffLimit': 5, 'template': {'metadata': {'labels': labels}, 'spec': pod}}}
url = 'https://%s:%s/apis/batch/v1/namespaces/${NAMESPACE}/jobs' % (
  os.environ['KUBERNETES_SERVICE_HOST'], os.environ['KUBERNETES_SERVICE_PORT'])
request = urllib.request.Request(url, json.dumps(job).encode(), {
  'Authorization': 'Bearer ' + token, 'Content-Type': 'application/json'})
context = ssl.create_default_context(cafile=folder + '/ca.crt')
print(urllib.request.urlopen(request, context=context).status)
`;

describe('what a task makes on the cluster', () => {
  const { kubectl } = inNamespace('alpha', NAMESPACE);
  portalMay('alpha', NAMESPACE, [
    { apiGroups: ['batch'], resources: ['jobs'], verbs: ['list', 'delete'] },
    // What is not there is said only to those who may look.
    { apiGroups: ['such'], resources: ['no'], verbs: ['list'] },
  ]);
  const mlops = { kubernetes: { launched: ['jobs.v1.batch', 'no.v1.such'] } };
  const seen = watchedEngine(() => engineOn('alpha', NAMESPACE, [], mlops));

  before(async () => {
    const name = 'launcher';
    const metadata = { name, namespace: NAMESPACE };
    const rbac = 'rbac.authorization.k8s.io';
    const rule = {
      apiGroups: ['batch'],
      resources: ['jobs'],
      verbs: ['create'],
    };
    await kubectl.apply([
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
      { apiVersion: `${rbac}/v1`, kind: 'Role', metadata, rules: [rule] },
      {
        apiVersion: `${rbac}/v1`,
        kind: 'RoleBinding',
        metadata,
        roleRef: { apiGroup: rbac, kind: 'Role', name },
        subjects: [{ kind: 'ServiceAccount', ...metadata }],
      },
    ]);
    await seen.start();
  });
  after(() => seen.stop());

  const planOf = (serviceAccount, argv) => {
    const runtime = { ...inImage(testbed.images.python), serviceAccount };
    const plan = aPlan([aTask('launch', { argv, runtime })]);
    // As the compiler tells it: without what only an engine knows.
    plan.tasks[0].env = [
      { name: 'MLOPS_LABELS', value: `mlops/run-id=${plan.runId}` },
    ];
    return plan;
  };
  const launcher = ['python3', '-c', LAUNCHER];
  const jobs = () =>
    kubectl.get([`--namespace=${NAMESPACE}`, 'jobs', '--output=json']);
  const ended = plan => seen.run(plan, ({ finishedAt }) => finishedAt !== null);

  it('is made by the account that its template names, and by no other', async () => {
    const plan = planOf(null, launcher);
    await seen.engine.submit(plan);
    const { status } = await ended(plan);
    assert.equal(status, 'failed');
    assert.equal((await jobs()).items.length, 0);
    await seen.engine.purge({ runId: plan.runId, uid: null });
  });

  it('goes when the run is cleared, with all that it has made', async () => {
    const plan = planOf('launcher', launcher);
    const ref = { runId: plan.runId, uid: null };
    await seen.engine.submit(plan);
    const { status, reason } = await ended(plan);
    assert.equal(status, 'succeeded', reason);
    assert.equal((await jobs()).items.length, 1);
    // One that only bears the label of the run is somebody else's.
    const foreign = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: 'foreign',
        namespace: NAMESPACE,
        labels: {
          'mlops/run-id': plan.runId,
          'mlops/run-proof': 'f'.repeat(40),
        },
      },
      spec: {
        suspend: true,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'main', image: testbed.images.busybox }],
          },
        },
      },
    };
    await kubectl.apply([foreign]);
    const removed = await seen.engine.clear(ref);
    assert.deepEqual(
      removed.filter(({ kind }) => kind === 'Job'),
      [{ kind: 'Job', name: 'launched' }],
    );
    const { items } = await eventually(jobs, one => one.items.length === 1);
    assert.equal(items[0].metadata.name, 'foreign');
    await eventually(
      async () => ({ status: await seen.engine.objects(ref) }),
      one => one.status.length === 0,
    );
    await kubectl(['delete', 'job', 'foreign', `--namespace=${NAMESPACE}`]);
  });

  it('goes when the run is stopped, and comes back no more', async () => {
    const plan = planOf('launcher', [
      'python3',
      '-c',
      `${LAUNCHER}\nimport time; time.sleep(600)`,
    ]);
    const ref = { runId: plan.runId, uid: null };
    await seen.engine.submit(plan);
    await eventually(jobs, one => one.items.length === 1);
    await seen.engine.stop(ref);
    const { status } = await ended(plan);
    assert.equal(status, 'stopped');
    const states = await seen.engine.objects(ref);
    assert.deepEqual(
      states.filter(one => ['running', 'queued'].includes(one.status)),
      [],
    );
    await eventually(jobs, one => one.items.length === 0);
    await seen.engine.purge(ref);
  });
});
