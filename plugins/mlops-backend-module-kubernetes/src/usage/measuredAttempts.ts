import type { RunId } from '@mlops/plugin-mlops-common';
import { RUN_LABEL } from '../runs/ClusterRuns';
import { attemptOfPod } from '../state/attemptOfPod';
import { MAIN_CONTAINER, type ObservedPod } from '../state/ObservedPod';
import type { MeasuredAttempt } from './UsageRecorder';

/** Attempts whose task is executed in one of these pods. */
export function* measuredAttempts(
  pods: Iterable<ObservedPod>,
): Iterable<MeasuredAttempt> {
  for (const pod of pods) {
    const { metadata, spec, status } = pod;
    const runId = metadata.labels?.[RUN_LABEL] as RunId | undefined;
    const of = attemptOfPod(pod);
    const main = status?.containerStatuses?.find(
      ({ name }) => name === MAIN_CONTAINER,
    );
    const startedAt = Date.parse(main?.state?.running?.startedAt ?? '');
    const node = spec?.nodeName;
    if (runId && of && node !== undefined && !Number.isNaN(startedAt)) {
      const ref = { runId, ...of };
      yield { ref, podUid: metadata.uid, node, startedAt };
    }
  }
}
