import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, inNamespace, podOf, testbed } from './runningTestbed.mjs';
import {
  askUpstream,
  aWorkload,
  engineOn,
  inImage,
  RunObserver,
  WEB_SERVER,
} from './suite.mjs';

const NAMESPACE = 'mlops-workloads';
const { python } = testbed.images;

/** A web server that nobody reaches but from its own network, and that hands out as many bytes as it is asked for. */
const OWN_SERVER = `
import http.server, os
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def log_message(self, *_):
        pass
    def do_GET(self):
        size = int(self.path[1:] or '0')
        self.send_response(200)
        self.send_header('Content-Length', str(size))
        self.end_headers()
        block = bytes(range(256)) * 256
        while size > 0:
            self.wfile.write(block[:size])
            size -= min(size, len(block))
http.server.ThreadingHTTPServer(('127.0.0.1', 8888), Handler).serve_forever()
`;

describe('workloads on a cluster', () => {
  const { kubectl, get, create } = inNamespace('alpha', NAMESPACE);
  const started = [];
  let engine;
  let seen;

  const watch = () => {
    engine = engineOn('alpha', NAMESPACE, started);
    seen = new RunObserver(engine);
  };
  before(watch);
  beforeEach(async () => {
    await seen.stop();
    watch();
  });
  afterEach(async () => {
    for (const workloadId of started.splice(0)) {
      await engine.workloads.end({ workloadId });
      if (seen.workload(workloadId).length > 0) {
        await seen.workloadOver(workloadId);
      }
      await engine.workloads.purge({ workloadId });
    }
  });
  after(() => seen.stop());

  const server = (script, more = {}, image = python) =>
    aWorkload(
      {
        argv: ['python3', '-u', '-c', script],
        runtime: inImage(image),
        ports: [
          {
            name: 'http',
            protocol: 'http',
            listen: { kind: 'tcp', number: 8888 },
          },
        ],
      },
      more,
    );

  const ofKind = async (kind, { workloadId }) =>
    (await get([kind, `--selector=mlops/workload-id=${workloadId}`])).items;

  const logOf = async plan => {
    const chunks = [];
    const { signal } = new AbortController();
    const options = { from: 0, follow: false, signal };
    for await (const chunk of engine.workloads.log(plan, options)) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
  };

  it('are reached where they listen for nobody else, with every byte', async () => {
    const plan = server(OWN_SERVER);
    await engine.workloads.start(plan);
    await seen.workloadReady(plan.workloadId);
    const upstream = await engine.workloads.connect(plan, 'http');
    const size = 20_000_000;
    const answers = await Promise.all([
      askUpstream(upstream, `/${size}`),
      askUpstream(upstream, `/${size}`),
    ]);
    const block = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const text = block.toString('utf8');
    for (const answer of answers) {
      assert.equal(answer.slice(0, text.length), text);
      assert.equal(answer.length, (size / 256) * text.length);
    }
  });

  it('say why they do not start, in words', async () => {
    const missing = server('', {}, `${testbed.registry.open}/missing:1`);
    const nowhere = server('', { nodeSelector: { moon: 'true' } });
    const secret = server('', {
      env: [{ name: 'A', secretRef: { name: 'missing', key: 'a' } }],
    });
    const volume = server('', {
      mounts: [{ kind: 'configmap', name: 'missing', path: '/missing' }],
    });
    for (const [plan, words] of [
      [
        missing,
        /its image ".*\/missing:1" cannot be pulled: the registry does not have it/,
      ],
      [nowhere, /no machine takes it: .*lacks? one of the labels moon=true/],
      [volume, /a volume cannot be mounted: .*configmap "missing" not found/],
      [secret, /it cannot be started: secret "missing" not found/],
    ]) {
      await engine.workloads.start(plan);
      const { status } = await seen.workloadUntil(
        plan.workloadId,
        `waiting because of ${words}`,
        ({ reason }) => words.test(reason ?? ''),
      );
      assert.equal(status, 'starting');
      await engine.workloads.end(plan);
      const last = await seen.workloadOver(plan.workloadId);
      assert.equal(last.status, 'ended');
    }
  });

  it('are refused where a cluster cannot carry them out', async () => {
    const plan = server('', { ports: [] });
    await engine.workloads.start(plan);
    const last = await seen.workloadOver(plan.workloadId);
    assert.equal(last.status, 'failed');
    assert.match(last.reason, /asks the port "http"/);
  });

  it('are started again after they have failed while nobody watched', async () => {
    const plan = server(WEB_SERVER, {
      restart: { kind: 'on-failure', limit: 3, backoffSeconds: 0 },
    });
    await engine.workloads.start(plan);
    await seen.workloadReady(plan.workloadId);
    const upstream = await engine.workloads.connect(plan, 'http');
    await seen.stop();
    await askUpstream(upstream, '/crash').catch(() => undefined);
    await sleep(3_000);
    const others = started.splice(0);
    watch();
    started.push(...others);
    await seen.workloadUntil(
      plan.workloadId,
      'ready again',
      ({ restarts, status }) => restarts === 1 && status === 'ready',
    );
    await eventually(
      () => logOf(plan),
      log => log === 'serving\nserving\n',
    );
  });

  it('are out of memory in words, and keep their log when the pod is gone', async () => {
    const script =
      'print("before", flush=True)\nx = bytearray(10**9)\nfor i in range(0, 10**9, 4096): x[i] = 1';
    const plan = server(script, { readiness: null });
    await engine.workloads.start(plan);
    const last = await seen.workloadOver(plan.workloadId);
    assert.equal(last.status, 'failed');
    assert.match(last.reason, /^out of memory: .*128M/);
    await eventually(
      () => ofKind('pods', plan),
      pods => pods.length === 0,
    );
    assert.equal(await logOf(plan), 'before\n');
    assert.equal(await engine.workloads.logSize(plan), 7);
  });

  it('keep every byte of their log, though the machine rotates its file and the backend is killed', async () => {
    const count = 330_000;
    const words = 'of a log that is rotated while somebody reads it';
    // Three times the size of a file, slowly enough for the kubelet, which looks every ten seconds.
    const script = `
import time
for i in range(${count}):
    print(f"line {i} ${words}, and more so that it grows", flush=i % 100 == 0)
    if i % 7000 == 0: time.sleep(1)
`;
    const plan = server(script, { readiness: null });
    await engine.workloads.start(plan);
    await seen.workloadReady(plan.workloadId);
    for (const bytes of [5e6, 18e6]) {
      await eventually(
        () => engine.workloads.logSize(plan),
        size => size > bytes,
      );
      await seen.stop();
      const others = started.splice(0);
      watch();
      started.push(...others);
    }
    await seen.workloadOver(plan.workloadId);
    await eventually(
      () => ofKind('pods', plan),
      pods => pods.length === 0,
    );
    assert.deepEqual(seen.workload(plan.workloadId).at(-1).logGaps, []);
    const lines = (await logOf(plan)).split('\n');
    assert.equal(lines.length, count + 1);
    const wrong = lines.findIndex(
      (line, i) =>
        i < count && line !== `line ${i} ${words}, and more so that it grows`,
    );
    assert.equal(wrong, -1);
  });

  it('leave nothing once they are purged', async () => {
    const plan = server(WEB_SERVER);
    await engine.workloads.start(plan);
    await seen.workloadReady(plan.workloadId);
    assert.equal((await ofKind('networkpolicies', plan)).length, 1);
    await engine.workloads.end(plan);
    await seen.workloadOver(plan.workloadId);
    await engine.workloads.purge(plan);
    for (const kind of ['pods', 'configmaps', 'networkpolicies']) {
      await eventually(
        () => ofKind(kind, plan),
        items => items.length === 0,
      );
    }
    assert.equal(await engine.workloads.logSize(plan), 0);
  });

  it('start again what somebody has removed, if they may', async () => {
    const plan = server(WEB_SERVER, {
      restart: { kind: 'on-failure', limit: 3, backoffSeconds: 0 },
    });
    await engine.workloads.start(plan);
    await seen.workloadReady(plan.workloadId);
    const [{ metadata }] = await ofKind('pods', plan);
    await kubectl([
      'delete',
      'pod',
      metadata.name,
      `--namespace=${NAMESPACE}`,
      '--grace-period=0',
      '--force',
    ]);
    await seen.workloadUntil(
      plan.workloadId,
      'ready again',
      ({ restarts, status }) => restarts === 1 && status === 'ready',
    );
  });

  it('go by proofs, whoever wears their labels or takes their names', async () => {
    const plan = server(WEB_SERVER);
    const container = { image: python, command: ['sleep', '3600'] };
    const taken = podOf(`mlops-workload-${plan.workloadId}-1`, { container });
    taken.metadata.labels = {
      'mlops/workload-id': plan.workloadId,
      'mlops/workload-proof': 'f'.repeat(40),
      'mlops/start': '1',
    };
    await create(taken);
    await create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'forged',
        labels: {
          'mlops/workload-id': '01jd0000000000000000000009',
          'mlops/workload-proof': 'f'.repeat(40),
          'mlops/workload-record': 'true',
        },
      },
      data: { plan: '', state: '{}' },
    });
    await engine.workloads.start(plan);
    const { status } = await seen.workloadUntil(
      plan.workloadId,
      'refused',
      ({ reason }) => /the suite has not made/.test(reason ?? ''),
    );
    assert.equal(status, 'starting');
    await assert.rejects(engine.workloads.connect(plan, 'http'), {
      name: 'ServiceUnavailableError',
    });
    await engine.workloads.end(plan);
    await seen.workloadOver(plan.workloadId);
    // Somebody else's is left alone.
    const pods = await ofKind('pods', plan);
    assert.deepEqual(
      pods.map(({ metadata }) => metadata.labels['mlops/workload-proof']),
      ['f'.repeat(40)],
    );
    assert.deepEqual(seen.workload('01jd0000000000000000000009'), []);
  });
});
