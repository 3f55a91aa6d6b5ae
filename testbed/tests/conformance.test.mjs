import { afterEach, beforeEach, describe, it } from 'node:test';
import { expect } from 'expect';
import { inNamespace, testbed } from './runningTestbed.mjs';
import { engineOn, inImage, runEngineConformance } from './suite.mjs';

// Of this process, since two people may try their engines on one cluster.
const NAMESPACE = `mlops-conformance-${process.pid}`;

// The conformance suite is written for Jest, whose names node's own test runner has too.
Object.assign(globalThis, { afterEach, beforeEach, describe, expect, it });

for (const { name } of testbed.clusters) {
  inNamespace(name, NAMESPACE);
  runEngineConformance(`clusters, here ${name}`, async () => {
    const started = [];
    const start = () => {
      const engine = engineOn(name, NAMESPACE, started);
      return engine;
    };
    return {
      engine: start(),
      restart: async () => start(),
      shell: script => ({
        argv: ['sh', '-c', script],
        runtime: inImage(testbed.images.busybox),
      }),
      serve: script => ({
        argv: ['python3', '-c', script],
        runtime: inImage(testbed.images.python),
        ports: [
          {
            name: 'http',
            protocol: 'http',
            listen: { kind: 'tcp', number: 8888 },
          },
        ],
      }),
      dispose: async () => {
        const engine = start();
        await Promise.all(
          started.flatMap(id => [
            engine.purge({ runId: id, uid: null }),
            engine.workloads.purge({ workloadId: id }),
          ]),
        );
      },
    };
  });
}
