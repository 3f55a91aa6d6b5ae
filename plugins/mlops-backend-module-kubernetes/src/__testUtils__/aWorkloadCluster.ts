import { mockServices } from '@backstage/backend-test-utils';
import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { aWorkload, type WorkloadEvent } from '@mlops/plugin-mlops-node';
import { Namespaces } from '../namespaces/Namespaces';
import { LiveLogs } from '../logs/LiveLogs';
import type { ObservedPod } from '../state/ObservedPod';
import type { ClusterStreams } from '../streams/ClusterStreams';
import { ClusterWorkloads } from '../workloads/ClusterWorkloads';
import { podName } from '../workloads/workloadIdentity';
import { WorkloadKeeper } from '../workloads/WorkloadKeeper';
import { WorkloadLogs } from '../workloads/WorkloadLogs';
import { readRecord } from '../workloads/workloadRecord';
import { MemoryCluster } from './MemoryCluster';
import { MemoryObjects } from './MemoryObjects';
import { RuntimeLog } from './RuntimeLog';

const AT = '2026-11-25T23:40:40Z';

/** Nothing is executed, and nobody connects. */
const NO_STREAMS: ClusterStreams = {
  exec: async () => {
    throw new Error('nothing can be executed here');
  },
  connect: async () => {
    throw new Error('nobody answers here');
  },
};

/** A cluster in memory with one workload on it, and who keeps it. */
export async function aWorkloadCluster(more: Partial<WorkloadPlan> = {}) {
  const cluster = new MemoryCluster();
  const objects = new MemoryObjects();
  let live = new LiveLogs();
  let stop = new AbortController();
  const contents = {
    installation: 'i',
    storage: null,
    pullSecrets: [],
    podSecurity: 'baseline' as const,
  };
  const workloads = new ClusterWorkloads({
    client: cluster,
    streams: NO_STREAMS,
    namespaces: new Namespaces(cluster, contents, Date.now),
    options: { taskAccount: 'task', tolerations: [], gpuResource: 'gpu' },
    key: 'key',
  });
  const plan = aWorkload(
    {
      argv: ['serve'],
      runtime: {
        kind: 'container',
        image: 'image',
        usesEntrypoint: false,
        pullSecrets: [],
        serviceAccount: null,
        hostAliases: [],
      },
      ports: [
        { name: 'http', protocol: 'http', listen: { kind: 'tcp', number: 80 } },
      ],
    },
    { namespace: 'n', readiness: null, ...more },
  );
  await workloads.take(plan, 'n');
  const recordPath = `/api/v1/namespaces/n/configmaps/mlops-workload-${plan.workloadId}`;
  const podPath = (start: number) =>
    `/api/v1/namespaces/n/pods/mlops-workload-${plan.workloadId}-${start}`;
  const pods = new Map<string, ObservedPod>();

  /** As a watch does, after the answer. */
  const watch = (keeper: WorkloadKeeper) => {
    const before = cluster.onChange;
    cluster.onChange = (path, object) => {
      before(path, object);
      setTimeout(() => {
        if (path === recordPath) {
          const record = object && readRecord(object);
          if (record) keeper.noteRecord(record);
          else keeper.forget();
        } else if (path.includes('/pods/')) {
          const known = pods.get(path);
          const pod = object as ObservedPod | undefined;
          if (pod) {
            pods.set(path, pod);
            keeper.notePod(pod);
          } else if (known) keeper.noteGone(known);
        }
      }, 5);
    };
  };

  /** @param seesPods - whether its watch has told it of the pods that there are */
  const keep = async ({ seesPods = true } = {}) => {
    const events: WorkloadEvent[] = [];
    const record = await workloads.get(plan.workloadId, 'n');
    if (!record) throw new Error('It was not taken');
    const keeper = new WorkloadKeeper(
      {
        workloads,
        objects,
        live,
        logger: mockServices.logger.mock(),
        now: Date.now,
        signal: stop.signal,
        onEvent: event => events.push(event),
      },
      record,
    );
    for (const [path, object] of cluster.objects) {
      const isSeen = seesPods && workloads.isOwn(object);
      if (isSeen && path.includes('/pods/')) {
        keeper.notePod(object as ObservedPod);
      }
    }
    watch(keeper);
    keeper.begin();
    return events;
  };

  /** What a start writes. */
  const logOf = (start: number): RuntimeLog => {
    const name = podName(plan.workloadId, start);
    const log = cluster.logs.get(name) ?? new RuntimeLog(16_384);
    cluster.logs.set(name, log);
    return log;
  };
  const find = () => workloads.get(plan.workloadId, 'n');

  return {
    cluster,
    objects,
    workloads,
    plan,
    recordPath,
    podPath,
    keep,
    end: () => stop.abort(),
    /** The backend is killed, and another one begins. */
    restart: () => {
      stop.abort();
      stop = new AbortController();
      live = new LiveLogs();
    },
    find,
    state: async () => (await find())?.state,
    logSize: () => new WorkloadLogs(objects, live).size(find),
    /** Everything that it wrote, once it is over. */
    read: async (from = 0, follow = true) => {
      const chunks: Uint8Array[] = [];
      const { signal } = new AbortController();
      const options = { from, follow, signal };
      const logs = new WorkloadLogs(objects, live);
      for await (const chunk of logs.read(find, options)) chunks.push(chunk);
      return Buffer.concat(chunks).toString();
    },
    /** Nanoseconds later than what it wrote before. */
    writes: (start: number, text: string, after = 20_000_000) =>
      logOf(start).write({ stream: 'stdout', bytes: Buffer.from(text), after }),
    runs: (start: number) =>
      cluster.setStatus(podPath(start), {
        phase: 'Running',
        containerStatuses: [
          { name: 'main', state: { running: { startedAt: AT } } },
        ],
      }),
    exits: (start: number, exitCode: number, log = '') => {
      const written = logOf(start);
      written.write({ stream: 'stdout', bytes: Buffer.from(log), after: 1 });
      written.end();
      cluster.setStatus(podPath(start), {
        phase: exitCode === 0 ? 'Succeeded' : 'Failed',
        containerStatuses: [
          {
            name: 'main',
            state: {
              terminated: { exitCode, startedAt: AT, finishedAt: AT },
            },
          },
        ],
      });
    },
  };
}
