import type { TaskPlan } from '@mlops/plugin-mlops-common';
import { explainPod, type PodWarning } from './explainPod';
import { explainRemoval } from './explainRemoval';
import { MAIN_CONTAINER, type ObservedPod } from './ObservedPod';

/** What a pod knows of its attempt. */
export interface PodSays {
  /** When its task began to execute, in milliseconds since 1970; `null` while it does not execute. */
  runningSince: number | null;
  /** What is in its way, in words. */
  reason: string | null;
  /** How it went, if it did not end by itself. */
  removal: string | null;
}

/** @param warning - the newest about this pod */
export function podSays(
  pod: ObservedPod,
  warning: PodWarning | undefined,
  { resources }: Pick<TaskPlan, 'resources'>,
): PodSays {
  const main = pod.status?.containerStatuses?.find(
    ({ name }) => name === MAIN_CONTAINER,
  );
  const removal = explainRemoval(pod);
  const running = main?.state?.running;
  const since = Date.parse(running?.startedAt ?? '');
  if (!running || Number.isNaN(since)) {
    const isOver = main?.state?.terminated !== undefined;
    return {
      runningSince: null,
      reason: isOver ? null : explainPod(pod, warning, resources),
      removal,
    };
  }
  return { runningSince: since, reason: explainLoss(pod), removal };
}

/**
 * What is to say of a pod whose machine is lost; `null` for any other. A machine that does not answer leaves its pods as they were. Kubernetes takes from them that they are ready, and
 * unlike what a kubelet says of its own pods, it gives no reason.
 */
export function explainLoss({ spec, status }: ObservedPod): string | null {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True' || !ready || ready.reason) return null;
  return `its machine "${spec?.nodeName}" does not answer since ${
    ready.lastTransitionTime ?? 'a while'
  }: it goes on when the machine is back, and fails when the machine is removed from the cluster`;
}
