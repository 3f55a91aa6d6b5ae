import type { StartPod } from './StartPod';

const PULLS = new Set(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName']);

/** Why a pod does not execute its program, or may not any more, in words; `null` where nothing is in its way. Pure. */
export function explainStart({ spec, status = {} }: StartPod): string | null {
  const { conditions = [], containerStatuses = [] } = status;
  const scheduled = conditions.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') {
    return `no machine takes it: ${
      scheduled.message ?? 'the scheduler does not say why'
    }`;
  }
  const main = containerStatuses.find(({ name }) => name === 'main');
  const { reason = '', message = '' } = main?.state?.waiting ?? {};
  if (PULLS.has(reason)) {
    return `its image "${main?.image}" cannot be pulled${
      message && `: ${message}`
    }`;
  }
  if (/Error$/.test(reason)) {
    return `it cannot be started: ${message || reason}`;
  }
  const ready = conditions.find(({ type }) => type === 'Ready');
  // Of a machine that does not answer, Kubernetes says no more than that nothing on it is ready.
  return main?.state?.running && ready?.status === 'False' && !ready.reason
    ? `its machine "${spec?.nodeName}" does not answer since ${ready.lastTransitionTime}`
    : null;
}
