import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signedHeaders } from '../../scripts/lib/cluster/services/signedRequest.mjs';
import { eventually, inNamespace, podOf, testbed } from './runningTestbed.mjs';
import { twoStepWorkflow } from './twoStepWorkflow.mjs';

const { images } = testbed;

for (const { name } of testbed.clusters) {
  describe(`workflows on ${name}`, () => {
    const { get, create } = inNamespace(name, 'workflows');

    it('pass an artifact to a private image, and are archived', async () => {
      const pullSecret = 'pull-secret';
      const { metadata } = await create(
        twoStepWorkflow({ images, pullSecret }),
      );
      const { status } = await eventually(
        () => get(['workflow', metadata.name]),
        workflow => workflow.status?.finishedAt,
      );
      assert.equal(status.phase, 'Succeeded', JSON.stringify(status, null, 2));
      const keys = await stored(`${metadata.name}/`);
      for (const end of ['/model.tgz', '/main.log']) {
        assert.ok(
          keys.some(key => key.endsWith(end)),
          `${end} is not among ${keys}`,
        );
      }
    });

    it('pull no private image without the secret', async () => {
      // Else a node that has the image from another pod asks nobody.
      const container = { image: images.private, imagePullPolicy: 'Always' };
      await create(podOf('without-secret', { container }));
      const pod = await eventually(
        () => get(['pod', 'without-secret']),
        one => reasonToWait(one).includes('Image'),
      );
      assert.match(reasonToWait(pod), /^(ErrImagePull|ImagePullBackOff)$/);
    });

    it('are refused when Argo would not understand them', async () => {
      const workflow = twoStepWorkflow({ images });
      workflow.spec.templates[1].container.image = 7;
      await assert.rejects(create(workflow), /image: Invalid value/);
    });
  });
}

/** Names of what is stored below a prefix. */
async function stored(prefix) {
  const { endpoint, bucket, accessKey, secretKey } = testbed.storage;
  const url = `${endpoint}/${bucket}?list-type=2&prefix=${prefix}`;
  const now = new Date();
  const method = 'GET';
  const answer = await fetch(url, {
    headers: signedHeaders({ method, url, accessKey, secretKey, now }),
  });
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
}

function reasonToWait({ status }) {
  return status.containerStatuses?.[0].state.waiting?.reason ?? '';
}
