import type { AttemptRef } from '@mlops/plugin-mlops-node';
import type { ClusterRuns } from '../runs/ClusterRuns';
import { nodeIdOf } from '../state/ObservedPod';
import { podSays } from '../state/podSays';
import { statesOf } from '../state/statesOf';
import type { PodPlace } from '../streams/ClusterStreams';

/** The pod of an attempt that runs. */
export interface AttemptPod {
  /** Name of the cluster. */
  cluster: string;
  pod: PodPlace;
}

/**
 * Finds the pod of an attempt. It has to carry the proof of the run and to belong to its workflow: labels may have been
 * copied by whoever makes pods in that namespace.
 *
 * @returns `undefined` where the attempt does not run
 */
export async function findAttemptPod(
  clusters: ReadonlyMap<string, ClusterRuns>,
  { runId, task, attempt }: AttemptRef,
): Promise<AttemptPod | undefined> {
  const answers = await Promise.allSettled(
    [...clusters].map(([cluster, runs]) =>
      runs.find(runId).then(([workflow]) => ({ cluster, runs, workflow })),
    ),
  );
  const found = answers
    .flatMap(answer => (answer.status === 'fulfilled' ? answer.value : []))
    .find(({ workflow }) => workflow !== undefined);
  if (!found) {
    // A cluster that does not answer may be the one.
    const away = answers.find(answer => answer.status === 'rejected');
    if (away) throw away.reason;
    return undefined;
  }
  const { cluster, runs, workflow } = found;
  const { namespace, uid } = workflow.metadata;
  const plan = await runs.planOf(runId, namespace);
  if (!plan) return undefined;
  const pods = (await runs.pods(runId)).filter(({ metadata }) =>
    metadata.ownerReferences?.some(owner => owner.uid === uid),
  );
  const podOf = (node: string) => pods.find(one => nodeIdOf(one) === node);
  // Its pod knows that a task runs before its workflow does.
  const states = statesOf(plan, workflow, (node, { resources }) => {
    const pod = podOf(node);
    return pod && podSays(pod, undefined, { resources });
  });
  const state = states.tasks
    .find(one => one.task === task)
    ?.attempts.find(one => one.attempt === attempt);
  if (state?.status !== 'running') return undefined;
  const pod = podOf(state.node);
  return pod && { cluster, pod: { namespace, name: pod.metadata.name } };
}
