import { afterEach, beforeEach, describe, it } from 'node:test';
import { expect } from 'expect';
import { inNamespace, testbed } from './runningTestbed.mjs';
import { engineOn, runEngineConformance } from './suite.mjs';

// Of this process, since two people may try their engines on one cluster.
const NAMESPACE = `mlops-conformance-${process.pid}`;

// The conformance suite is written for Jest, whose names node's own test runner has too.
Object.assign(globalThis, { afterEach, beforeEach, describe, expect, it });

for (const { name } of testbed.clusters) {
  inNamespace(name, NAMESPACE);
  runEngineConformance(`clusters, here ${name}`, async () => {
    const runtime = {
      kind: 'container',
      image: testbed.images.busybox,
      usesEntrypoint: false,
      pullSecrets: [],
      serviceAccount: null,
      hostAliases: [],
    };
    const started = [];
    const start = () => {
      const engine = engineOn(name, NAMESPACE, started);
      return engine;
    };
    return {
      engine: start(),
      restart: async () => start(),
      shell: script => ({ argv: ['sh', '-c', script], runtime }),
      dispose: async () => {
        const engine = start();
        await Promise.all(
          started.map(runId => engine.purge({ runId, uid: null })),
        );
      },
    };
  });
}
