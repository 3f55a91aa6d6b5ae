import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { signedHeaders } from '../../scripts/lib/cluster/services/signedRequest.mjs';
import { eventually, inNamespace, testbed } from './runningTestbed.mjs';
import {
  ACCOUNTS,
  aPlan,
  aTask,
  clientOf,
  inputsOf,
  namespacesOf,
  runObjectsOf,
  statesOf,
  STORAGE_SECRET,
  storeOf,
} from './suite.mjs';

const NAMESPACE = 'mlops-vision';
const WORKFLOWS = `/apis/argoproj.io/v1alpha1/namespaces/${NAMESPACE}/workflows`;
const CONFIG_MAPS = `/api/v1/namespaces/${NAMESPACE}/configmaps`;

const options = {
  namespace: NAMESPACE,
  proof: 'proof',
  executorAccount: ACCOUNTS.executor,
  privileged: [],
  taskAccount: ACCOUNTS.task,
  tolerations: [],
  gpuResource: 'nvidia.com/gpu',
  artifacts: {
    endpoint: new URL(testbed.storage.endpoint).host,
    insecure: true,
    bucket: testbed.storage.bucket,
    prefix: 'runs',
    secretName: STORAGE_SECRET,
  },
};

/** A task that executes a script in the smallest image, with little of everything. */
function shell(name, script, more = {}) {
  const runtime = {
    kind: 'container',
    image: testbed.images.busybox,
    usesEntrypoint: false,
    pullSecrets: [],
    serviceAccount: null,
    hostAliases: [],
  };
  const resources = {
    cpu: { requestMillicores: 50, limitMillicores: 500 },
    memory: { requestBytes: 32e6, limitBytes: 64e6 },
    gpu: { count: 0, type: null },
  };
  const how = { argv: ['sh', '-c', script], runtime };
  return aTask(name, how, { resources, ...more });
}

describe('runs as workflows', () => {
  inNamespace('alpha', NAMESPACE);
  const client = clientOf('alpha');

  before(() => namespacesOf(client).prepare(NAMESPACE));

  const create = (path, body) =>
    client.request({
      method: 'POST',
      path,
      body,
      // What the definitions of Argo do not know is an error.
      query: { fieldValidation: 'Strict' },
    });

  /** Submits, hands on what tasks wait for, and answers the end. */
  async function executed(plan) {
    const made = runObjectsOf(plan, options);
    assert.equal(made.ok, true, JSON.stringify(made));
    for (const configMap of made.value.configMaps) {
      await create(CONFIG_MAPS, configMap);
    }
    const { metadata } = await create(WORKFLOWS, made.value.workflow);
    const path = `${WORKFLOWS}/${metadata.name}`;
    return eventually(
      async () => {
        const states = statesOf(plan, await client.request({ path }));
        for (const { task, node } of states.waiting) {
          await handOn(plan, states, task, { path, node });
        }
        return { ...states, status: states.run };
      },
      ({ run }) => run.finishedAt !== null,
    );
  }

  async function handOn(plan, states, name, { path, node }) {
    const task = plan.tasks.find(one => one.name === name);
    const read = (upstream, output) =>
      states.tasks.find(one => one.task === upstream)?.attempts.at(-1)?.values[
        output
      ];
    const inputs = inputsOf(plan, task, options, read);
    assert.equal(inputs.ok, true, JSON.stringify(inputs));
    await create(CONFIG_MAPS, inputs.value);
    const finishedAt = new Date().toISOString();
    await client.request({
      method: 'PATCH',
      path,
      body: {
        status: { nodes: { [node]: { phase: 'Succeeded', finishedAt } } },
      },
    });
  }

  async function logOf({ attempts }, attempt = 1) {
    const { node } = attempts[attempt - 1];
    const { items } = await client.request({
      path: `/api/v1/namespaces/${NAMESPACE}/pods`,
    });
    const pod = items.find(
      ({ metadata }) =>
        metadata.annotations['workflows.argoproj.io/node-id'] === node,
    );
    const text = await textOf(
      client.stream({
        path: `/api/v1/namespaces/${NAMESPACE}/pods/${pod.metadata.name}/log`,
        query: { container: 'main' },
        signal: new AbortController().signal,
      }),
    );
    // Argo's executor writes into the log of the container about itself.
    return text.replace(/^time=.*argo=true.*\n/gm, '');
  }

  it('hand on files and values, and evaluate nothing of what users write', async () => {
    const braces = '{{workflow.name}} {{=1+1}} $(MLOPS_TASK)';
    const plan = aPlan([
      shell(
        'load',
        'cat note.txt; echo "$A"; echo 42 > $MLOPS_OUTPUTS/number; echo "{\\"n\\": \\"{{=2+2}}\\"}" > $MLOPS_OUTPUTS/outputs.json; echo "{\\"score\\": 0.5}" > $MLOPS_OUTPUTS/metrics.json',
        {
          env: [{ name: 'A', value: braces }],
          files: [{ path: 'note.txt', mode: '0644', content: 'a note\n' }],
        },
      ),
      shell('use', 'cat $MLOPS_INPUTS/load/number; echo "$N"', {
        dependsOn: ['load'],
        env: [
          {
            name: 'N',
            value: { parts: [{ task: 'load', output: 'n', filters: [] }] },
          },
        ],
      }),
    ]);
    const { run, tasks } = await executed(plan);
    assert.equal(run.status, 'succeeded', run.reason);
    const [load, use] = tasks;
    assert.equal(await logOf(load), `a note\n${braces}\n`);
    assert.equal(await logOf(use), '42\n{{=2+2}}\n');
    assert.deepEqual(load.attempts[0].values, { n: '{{=2+2}}' });
    assert.deepEqual(load.attempts[0].metrics, { score: 0.5 });

    const store = storeOf('runs');
    const ref = { runId: plan.runId, task: 'load', attempt: 1 };
    const files = await store.list(ref);
    assert.deepEqual(
      files.map(({ path, size }) => [path, size]),
      [
        ['metrics.json', 15],
        ['number', 3],
        ['outputs.json', 18],
      ],
    );
    assert.equal(await textOf(store.read(ref, 'number')), '42\n');
    // What Argo archives is what the task wrote, byte for byte.
    const folder = `runs/${plan.runId}/load/1`;
    assert.equal(
      await textOf(storeOf('runs').read(ref, 'number', { start: 1, end: 1 })),
      '2',
    );
    assert.equal(await stored(`${folder}/log/main.log`), `a note\n${braces}\n`);
    await store.remove(plan.runId);
    assert.deepEqual(await store.list(ref), []);
  });

  it('retry, skip, fail and run out of time as on every engine', async () => {
    const { run, tasks } = await executed(
      aPlan([
        shell('late', '[ "$MLOPS_ATTEMPT" = 2 ]', {
          retry: { limit: 2, backoffSeconds: 0 },
        }),
        shell('bad', 'exit 3'),
        shell('after', 'echo never', { dependsOn: ['bad'] }),
        shell('out', 'exit 1', { skip: true }),
        shell('next', 'true', { dependsOn: ['out'] }),
        shell('slow', 'sleep 60', { timeoutSeconds: 2 }),
      ]),
    );
    assert.deepEqual(
      [run, ...tasks].map(({ status, reason }) => `${status}: ${reason}`),
      [
        'failed: bad failed: it ended with exit code 3',
        'succeeded: null',
        'failed: it ended with exit code 3',
        'skipped: "bad" did not succeed',
        'skipped: the pipeline says to skip it',
        'succeeded: null',
        'failed: it took longer than 2 s',
      ],
    );
    const [late] = tasks;
    assert.deepEqual(
      late.attempts.map(({ status }) => status),
      ['failed', 'succeeded'],
    );
  });
});

async function textOf(bytes) {
  let text = '';
  for await (const chunk of bytes) text += Buffer.from(chunk).toString();
  return text;
}

/** The text of one object of the store. */
async function stored(key) {
  const { endpoint, bucket, accessKey, secretKey } = testbed.storage;
  const url = `${endpoint}/${bucket}/${key}`;
  const about = { method: 'GET', url, accessKey, secretKey, now: new Date() };
  const answer = await fetch(url, { headers: signedHeaders(about) });
  return answer.text();
}
