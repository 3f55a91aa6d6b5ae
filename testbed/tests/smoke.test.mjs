import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { workflowNamespace } from '../../scripts/lib/cluster/argo/argoObjects.mjs';
import { kubectlOf } from '../../scripts/lib/cluster/kubectl.mjs';
import { signedHeaders } from '../../scripts/lib/cluster/services/signedRequest.mjs';
import { testbedPaths } from '../../scripts/lib/cluster/testbedPaths.mjs';
import { folders } from '../../scripts/lib/folders.mjs';
import { twoStepWorkflow } from './twoStepWorkflow.mjs';

/** The promises of the testbed, kept on clusters that run: `npm run verify -- cluster`. */
const paths = testbedPaths(folders);
const testbed = JSON.parse(readFileSync(paths.description, 'utf8'));
const NAMESPACE = 'smoke';
const PATIENCE_MS = 90_000;

async function eventually(read, isIt) {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const value = await read();
    if (isIt(value)) return value;
    if (performance.now() > until) {
      throw new Error(`Still: ${JSON.stringify(value, null, 2)}`);
    }
    await sleep(500);
  }
}

/** Names of what is stored below a prefix. */
async function stored(prefix) {
  const { endpoint, bucket, accessKey, secretKey } = testbed.storage;
  const url = `${endpoint}/${bucket}?list-type=2&prefix=${prefix}`;
  const headers = signedHeaders({
    method: 'GET',
    url,
    accessKey,
    secretKey,
    now: new Date(),
  });
  const answer = await fetch(url, { headers });
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
}

for (const { name, nodes, simulatedNodes } of testbed.clusters) {
  describe(name, () => {
    const kubectl = kubectlOf(paths, name);
    const inNamespace = words =>
      kubectl.get([`--namespace=${NAMESPACE}`, ...words]);
    const submit = async options => {
      const workflow = twoStepWorkflow({ images: testbed.images, ...options });
      const words = ['create', `--namespace=${NAMESPACE}`, '--output=name'];
      const input = JSON.stringify(workflow);
      const created = await kubectl([...words, '--filename=-'], { input });
      return created.trim().split('/')[1];
    };

    before(async () => {
      await kubectl.apply(
        workflowNamespace(NAMESPACE, {
          registry: testbed.registry,
          storage: testbed.storage,
        }),
      );
    });
    after(() => kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']));

    it('has its nodes, and they are ready', async () => {
      const { items } = await kubectl.get(['nodes']);
      const ready = items
        .filter(({ status }) =>
          status.conditions.some(
            ({ type, status: is }) => type === 'Ready' && is === 'True',
          ),
        )
        .map(({ metadata }) => metadata.name);
      assert.deepEqual(ready.sort(), [...nodes, ...simulatedNodes].sort());
    });

    it('runs two steps with an artifact between them and a private image', async () => {
      const run = await submit({ pullSecret: 'pull-secret' });
      const { status } = await eventually(
        () => inNamespace(['workflow', run]),
        workflow => workflow.status?.finishedAt,
      );
      assert.equal(status.phase, 'Succeeded', JSON.stringify(status, null, 2));
      const keys = await stored(`${run}/`);
      assert.ok(
        keys.some(key => key.endsWith('/model.tgz')),
        keys.join(),
      );
      assert.ok(
        keys.some(key => key.endsWith('/main.log')),
        'its logs are archived',
      );
    });

    it('pulls no private image without the secret', async () => {
      await kubectl.apply([podOf('without-secret', testbed.images.private)]);
      const { status } = await eventually(
        () => inNamespace(['pod', 'without-secret']),
        pod => /Image/.test(reasonToWait(pod)),
      );
      const reason = reasonToWait({ status });
      assert.match(reason, /^(ErrImagePull|ImagePullBackOff)$/);
    });

    it('refuses a workflow that Argo would not understand', async () => {
      const workflow = twoStepWorkflow({ images: testbed.images });
      workflow.spec.templates[1].container.image = 7;
      await assert.rejects(
        kubectl.apply([
          {
            ...workflow,
            metadata: { name: 'wrong', namespace: NAMESPACE },
          },
        ]),
        /image/,
      );
    });
  });
}

function podOf(name, image) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: NAMESPACE },
    // Else a node that has the image from another pod asks nobody.
    spec: { containers: [{ name: 'main', image, imagePullPolicy: 'Always' }] },
  };
}

function reasonToWait({ status }) {
  return status.containerStatuses?.[0].state.waiting?.reason ?? '';
}
