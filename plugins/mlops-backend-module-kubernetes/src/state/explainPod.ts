import { explainImagePull } from './explainImagePull';
import { explainScheduling, type Wanted } from './explainScheduling';
import {
  MAIN_CONTAINER,
  type ContainerStatus,
  type ObservedPod,
} from './ObservedPod';

/** A warning of Kubernetes about a pod: an event. */
export interface PodWarning {
  reason: string;
  message: string;
}

const PULLS = new Set(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName']);

/** Warnings of what a pod waits for while its containers say no more than that they are being made. */
const OBSTACLES: Readonly<Record<string, string>> = {
  FailedMount: 'a volume cannot be mounted',
  FailedAttachVolume: 'a volume cannot be attached to the machine',
  FailedCreatePodSandBox: 'the machine cannot make its sandbox',
};

/**
 * Why a pod does not execute its task, in words, or `null` where nothing is in its way. Pure.
 *
 * @param warning - the newest about this pod
 */
export function explainPod(
  pod: ObservedPod,
  warning: PodWarning | undefined,
  resources: Wanted['resources'],
): string | null {
  const { conditions = [], containerStatuses = [] } = pod.status ?? {};
  const { initContainerStatuses = [] } = pod.status ?? {};
  const scheduled = conditions.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') {
    return explainScheduling(
      scheduled.message ?? scheduled.reason ?? 'the scheduler does not say why',
      { nodeSelector: pod.spec?.nodeSelector ?? {}, resources },
    );
  }
  const all = [...initContainerStatuses, ...containerStatuses];
  for (const container of all) {
    const why = explainContainer(container, warning);
    if (why !== null) return why;
  }
  const isMaking = all.some(({ state }) => state?.waiting) || all.length === 0;
  const obstacle = warning && OBSTACLES[warning.reason];
  return isMaking && obstacle ? `${obstacle}: ${warning.message}` : null;
}

function explainContainer(
  { name, image = '', state }: ContainerStatus,
  warning: PodWarning | undefined,
): string | null {
  const { reason = '', message = '' } = state?.waiting ?? {};
  if (PULLS.has(reason)) {
    // Older kubelets say no more than that they wait before they try again.
    const isBare = !message.includes(': ') && warning?.reason === 'Failed';
    return explainImagePull(image, isBare ? warning.message : message);
  }
  if (!/Error$/.test(reason)) return null;
  return name === MAIN_CONTAINER
    ? `it cannot be started: ${message || reason}`
    : `Argo's part of its pod cannot be started: ${message || reason}`;
}
