import type { ProgramPlan } from '@mlops/plugin-mlops-common';
import type { PodWarning } from '../state/explainPod';
import { MAIN_CONTAINER, type ObservedPod } from '../state/ObservedPod';
import { podSays } from '../state/podSays';

/** How a start of a program ended. Times are in milliseconds since 1970. */
export interface Exit {
  /** `null` where it was lost, or nothing was executed. */
  exitCode: number | null;
  /** `OOMKilled`, `DeadlineExceeded`, `Evicted` …; `null` where its exit code says all. */
  cause: string | null;
  /** What the cluster says of it. */
  detail: string | null;
  startedAt: number | null;
  finishedAt: number | null;
}

/** How far a start is, as its pod says. */
export type Start =
  /** Nothing was executed yet; `reason`: why, in words. */
  | { kind: 'waiting'; reason: string | null }
  | { kind: 'running'; since: number; reason: string | null }
  | { kind: 'over'; exit: Exit };

/** What a kubelet says of programs that ended by themselves. */
const OWN_ENDS = new Set(['Completed', 'Error']);

/**
 * Reads how far a start is. Pure and total: whatever stands in the pod, it gives one of the three.
 *
 * @param warning - the newest about this pod
 */
export function startOf(
  pod: ObservedPod,
  plan: Pick<ProgramPlan, 'resources'>,
  warning?: PodWarning,
): Start {
  const { status = {} } = pod;
  const main = status.containerStatuses?.find(
    ({ name }) => name === MAIN_CONTAINER,
  );
  const terminated = main?.state?.terminated;
  const { reason, runningSince: since } = podSays(pod, warning, plan);
  const isOver = status.phase === 'Failed' || status.phase === 'Succeeded';
  // A pod is called failed before its program has ended, when it is its time that is over.
  if (since !== null) return { kind: 'running', since, reason };
  if (terminated || isOver) {
    const end = terminated?.reason;
    const isOwn = end === undefined || OWN_ENDS.has(end);
    return {
      kind: 'over',
      exit: {
        exitCode: terminated?.exitCode ?? null,
        cause: status.reason ?? (isOwn ? null : end),
        detail: status.message ?? terminated?.message ?? null,
        startedAt: timeOf(terminated?.startedAt),
        finishedAt: timeOf(terminated?.finishedAt),
      },
    };
  }
  return { kind: 'waiting', reason };
}

function timeOf(text: string | null | undefined): number | null {
  const time = Date.parse(text ?? '');
  // A kubelet that knows nothing of a time gives the first year there was.
  return Number.isNaN(time) || time <= 0 ? null : time;
}
