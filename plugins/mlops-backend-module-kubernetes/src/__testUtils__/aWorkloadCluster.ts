import { mockServices } from '@backstage/backend-test-utils';
import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { aWorkload, type WorkloadEvent } from '@mlops/plugin-mlops-node';
import { Namespaces } from '../namespaces/Namespaces';
import type { ObservedPod } from '../state/ObservedPod';
import type { ClusterStreams } from '../streams/ClusterStreams';
import { ClusterWorkloads } from '../workloads/ClusterWorkloads';
import { WorkloadKeeper } from '../workloads/WorkloadKeeper';
import { readRecord } from '../workloads/workloadRecord';
import { MemoryCluster } from './MemoryCluster';
import { MemoryLogStore } from './MemoryLogStore';

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
  const store = new MemoryLogStore();
  const stop = new AbortController();
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
        logs: store,
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

  return {
    cluster,
    store,
    workloads,
    plan,
    recordPath,
    podPath,
    keep,
    end: () => stop.abort(),
    state: async () => (await workloads.get(plan.workloadId, 'n'))?.state,
    runs: (start: number) =>
      cluster.setStatus(podPath(start), {
        phase: 'Running',
        containerStatuses: [
          { name: 'main', state: { running: { startedAt: AT } } },
        ],
      }),
    exits: (start: number, exitCode: number, log = '') => {
      const name = podPath(start).split('/').at(-1) ?? '';
      cluster.logs.set(name, Buffer.from(log));
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
