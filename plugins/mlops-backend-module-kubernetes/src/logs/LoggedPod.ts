import {
  isPodOver,
  MAIN_CONTAINER,
  type ObservedPod,
  type PodStatus,
} from '../state/ObservedPod';
import { explainLoss } from '../state/podSays';

/**
 * Argo's executor, which starts a task and writes about itself into its log: `telling` if it says there that it begins,
 * `quiet` if the controller tells it not to; `none` in a pod that is not one of Argo.
 */
export type Executor = 'none' | 'quiet' | 'telling';

/** What of a pod says how far the log of its program is. */
export interface LoggedPod {
  namespace: string;
  name: string;
  uid: string;
  /** The program has a log: its container has started, and may have ended. */
  hasStarted: boolean;
  /** The container of the program has ended, so that its log grows no more. */
  hasEnded: boolean;
  /** Its machine does not answer any more. */
  isNodeLost: boolean;
  executor: Executor;
}

/** Reads a pod, whatever it executes. */
export function loggedPodOf(pod: ObservedPod, executor: Executor): LoggedPod {
  const { name, namespace, uid } = pod.metadata;
  const main = pod.status?.containerStatuses?.find(
    container => container.name === MAIN_CONTAINER,
  );
  const isNodeLost = isCollected(pod.status) || explainLoss(pod) !== null;
  // A pod is called failed before its program has ended, when it is its time that is over.
  const isRunning = main?.state?.running !== undefined && !isNodeLost;
  const hasEnded =
    main?.state?.terminated !== undefined || (isPodOver(pod) && !isRunning);
  return {
    namespace,
    name,
    uid,
    hasStarted: hasEnded || main?.state?.running !== undefined,
    hasEnded,
    isNodeLost,
    executor,
  };
}

/** Kubernetes has cleaned up after a machine that is gone. */
function isCollected(status: PodStatus | undefined): boolean {
  return (status?.conditions ?? []).some(
    ({ type, status: holds, reason }) =>
      type === 'DisruptionTarget' &&
      holds === 'True' &&
      reason === 'DeletionByPodGC',
  );
}
