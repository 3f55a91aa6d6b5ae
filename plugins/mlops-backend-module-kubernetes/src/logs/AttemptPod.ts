import type { AttemptRef } from '@mlops/plugin-mlops-node';
import { attemptOfPod } from '../state/attemptOfPod';
import {
  isPodOver,
  MAIN_CONTAINER,
  type ObservedPod,
  type PodStatus,
} from '../state/ObservedPod';
import { explainLoss } from '../state/podSays';

/** What of the pod of an attempt says how far its log is. */
export interface AttemptPod extends AttemptRef {
  namespace: string;
  name: string;
  uid: string;
  /** The task has a log: its container has started, and may have ended. */
  hasStarted: boolean;
  /** The container of the task has ended, so that its log grows no more. */
  hasEnded: boolean;
  /** All has ended, also what archives the log. */
  isOver: boolean;
  /** Argo's executor says in the log when it begins: the controller does not tell it to be quiet. */
  saysBegin: boolean;
  /** Its machine does not answer any more. */
  isNodeLost: boolean;
}

/** Levels at which the executor says that it begins. */
const TELLING = ['info', 'debug', 'trace'];

/** Reads a pod of Argo; `undefined` for one that executes no attempt. */
export function attemptPodOf(pod: ObservedPod): AttemptPod | undefined {
  const { metadata, spec, status } = pod;
  const of = attemptOfPod(pod);
  const runId = metadata.labels?.['mlops/run-id'];
  if (of === null || runId === undefined) return undefined;
  const isMain = ({ name }: { name: string }) => name === MAIN_CONTAINER;
  const state = status?.containerStatuses?.find(isMain)?.state;
  const isOver = isPodOver(pod);
  const hasEnded = isOver || state?.terminated !== undefined;
  return {
    runId: runId as AttemptRef['runId'],
    ...of,
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    hasStarted: hasEnded || state?.running !== undefined,
    hasEnded,
    isOver,
    saysBegin: TELLING.includes(levelOf(spec?.containers?.find(isMain))),
    isNodeLost: isCollected(status) || explainLoss(pod) !== null,
  };
}

/** How loud the executor is, which the controller writes into the command. */
function levelOf(
  container: { command?: readonly string[] } | undefined,
): string {
  const words = container?.command ?? [];
  return words[words.indexOf('--loglevel') + 1] ?? '';
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
