import { setTimeout as sleep } from 'node:timers/promises';
import type { RunId } from '@mlops/plugin-mlops-common';
import { isNotFound } from '../cluster/ClusterClient';
import { inNamespace } from '../cluster/inNamespace';
import type { ObservedPod } from '../state/ObservedPod';
import type { ClusterRuns } from './ClusterRuns';

const LOOK_EVERY_MS = 300;

/** Milliseconds that tasks get to end by themselves, after Argo has told them to. */
const GRACE_MS = 10_000;

/** Waits until nothing of a run that was stopped executes any more; what does not end by itself is ended. */
export async function endPods(
  runs: ClusterRuns,
  runId: RunId,
  signal: AbortSignal,
): Promise<void> {
  const patience = performance.now() + GRACE_MS;
  while (!signal.aborted) {
    const left = (await runs.pods(runId)).filter(isAlive);
    if (left.length === 0) return;
    if (performance.now() > patience) {
      await Promise.all(left.map(pod => kill(runs, pod)));
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

function isAlive({ status }: ObservedPod): boolean {
  return status?.phase === 'Pending' || status?.phase === 'Running';
}

async function kill(
  runs: ClusterRuns,
  { metadata }: ObservedPod,
): Promise<void> {
  const path = inNamespace('/api/v1/pods', metadata.namespace);
  await runs.client
    .request({
      method: 'DELETE',
      path: `${path}/${metadata.name}`,
      body: { gracePeriodSeconds: 0, preconditions: { uid: metadata.uid } },
    })
    .catch(error => {
      if (!isNotFound(error)) throw error;
    });
}
