import type { NodeTaint } from '@mlops/plugin-mlops-common';
import type { NodeState } from '@mlops/plugin-mlops-node';
import type { Toleration } from '../manifests/core';
import { amountsOf } from './amountsOf';
import type { ObservedNode } from './observed';
import { tolerates } from './tolerates';

/** Conditions that are bad when they hold, in words. */
const TROUBLES: Readonly<Record<string, string>> = {
  MemoryPressure: 'short of memory',
  DiskPressure: 'short of disk',
  PIDPressure: 'short of processes',
  NetworkUnavailable: 'without network',
};

/** With these Kubernetes itself marks what conditions and cordoning say already. */
const OWN_TAINTS = /^node\.kubernetes\.io\//;

/** What an installation decides about all machines. */
export interface NodeOptions {
  gpuResource: string;
  /** Of everything that the suite puts on machines. */
  tolerations: readonly Toleration[];
}

/** What a machine says of itself. Pure; who is on it is not its own to say. */
export function nodeStateOf(
  { metadata: { name, labels = {} }, spec = {}, status = {} }: ObservedNode,
  { gpuResource, tolerations }: NodeOptions,
): Omit<NodeState, 'requested' | 'used' | 'pods'> {
  const { conditions = [] } = status;
  const ready = conditions.find(({ type }) => type === 'Ready');
  const isReady = ready?.status === 'True';
  const isCordoned = spec.unschedulable === true;
  const taints = (spec.taints ?? [])
    .filter(({ key }) => !OWN_TAINTS.test(key))
    .map(
      (taint): NodeTaint => ({
        key: taint.key,
        value: taint.value || null,
        effect: taint.effect,
        tolerated: tolerates(tolerations, taint),
      }),
    );
  const troubles = conditions.flatMap(({ type, status: holds }) =>
    holds === 'True' && TROUBLES[type] ? [TROUBLES[type]] : [],
  );
  const well = isCordoned ? 'cordoned' : 'ready';
  const state = isReady ? well : 'unready';
  return {
    name,
    state,
    reasons: [
      ...(isReady ? [] : [whyUnready(ready)]),
      ...(isCordoned ? ['taken out of scheduling'] : []),
      ...troubles,
    ],
    takesWork:
      isReady &&
      !isCordoned &&
      taints.every(
        ({ effect, tolerated }) => tolerated || effect === 'PreferNoSchedule',
      ),
    labels: { ...labels },
    gpuType: labels['gpu-type'] ?? labels['nvidia.com/gpu.product'] ?? null,
    capacity: amountsOf(status.capacity, gpuResource),
    allocatable: amountsOf(status.allocatable, gpuResource),
    taints,
  };
}

function whyUnready(
  ready: { status: string; message?: string } | undefined,
): string {
  if (!ready) return 'has not told yet whether it is ready';
  if (ready.status === 'Unknown') return 'does not answer any more';
  return ready.message ? `not ready: ${ready.message}` : 'not ready';
}
