import type { AttemptRef } from '@mlops/plugin-mlops-node';
import { attemptOfPod } from '../state/attemptOfPod';
import {
  isPodOver,
  MAIN_CONTAINER,
  type ObservedPod,
} from '../state/ObservedPod';
import { loggedPodOf, type LoggedPod } from './LoggedPod';

/** What of the pod of an attempt says how far its log is. */
export interface AttemptPod extends AttemptRef, LoggedPod {
  /** All has ended, also what archives the log. */
  isOver: boolean;
}

/** Levels at which the executor says that it begins. */
const TELLING = ['info', 'debug', 'trace'];

/** Reads a pod of Argo; `undefined` for one that executes no attempt. */
export function attemptPodOf(pod: ObservedPod): AttemptPod | undefined {
  const of = attemptOfPod(pod);
  const runId = pod.metadata.labels?.['mlops/run-id'];
  if (of === null || runId === undefined) return undefined;
  const main = pod.spec?.containers?.find(
    ({ name }) => name === MAIN_CONTAINER,
  );
  const isTelling = TELLING.includes(levelOf(main?.command ?? []));
  return {
    runId: runId as AttemptRef['runId'],
    ...of,
    ...loggedPodOf(pod, isTelling ? 'telling' : 'quiet'),
    isOver: isPodOver(pod),
  };
}

/** How loud the executor is, which the controller writes into the command. */
function levelOf(command: readonly string[]): string {
  return command[command.indexOf('--loglevel') + 1] ?? '';
}
