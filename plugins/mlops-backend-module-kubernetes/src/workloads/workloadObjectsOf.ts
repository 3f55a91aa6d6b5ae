import { PERSON_ANNOTATION } from '../manifests/annotationsOf';
import type {
  Checked,
  Problem,
  WorkloadPlan,
} from '@mlops/plugin-mlops-common';
import { containerOf } from '../manifests/containerOf';
import type {
  ConfigMap,
  EnvVar,
  NetworkPolicy,
  ObjectMeta,
  PodManifest,
} from '../manifests/core';
import type { ManifestOptions } from '../manifests/ManifestOptions';
import { filesName, FOLDERS } from '../manifests/names';
import {
  configMapOf,
  programFiles,
  programInputs,
} from '../manifests/programInputs';
import { refuseGpuShares } from '../manifests/resourcesOf';
import { volumesOf } from '../manifests/volumesOf';
import { GRACE_SECONDS } from './nextStep';
import { whyNot } from './whyNot';
import {
  podName,
  recordName,
  START_LABEL,
  WORKLOAD_LABEL,
  workloadLabels,
} from './workloadIdentity';

/** What an installation decides about the objects of a workload. */
export type WorkloadOptions = Pick<
  ManifestOptions,
  'namespace' | 'proof' | 'taskAccount' | 'tolerations' | 'gpuResource'
>;

/** One start of a workload. */
export interface StartRequest {
  /** Counts from 1. */
  start: number;
  /** Of the record of the workload; with it goes all that is made here. */
  recordUid: string;
  /** Seconds after which the cluster ends it by itself; `null`: never. */
  deadlineSeconds: number | null;
}

export interface WorkloadObjects {
  /** What its program is given; made before the pod, and the same for every start. */
  configMaps: ConfigMap[];
  networkPolicy: NetworkPolicy;
  pod: PodManifest;
}

/**
 * One start of a workload as objects of Kubernetes. Pure: the same arguments give the same objects.
 *
 * A start is a pod that is never started again, and not a Deployment, StatefulSet or Job with a pod in it. Those start
 * what failed, or ended well, for as long as they are there and as often as they think right; a plan says how often and
 * after how long, and that what was done is not done again. A kubelet that restarts a container forgets all but the
 * last two of its logs and exit codes, and a pod of its own keeps both until they are stored.
 *
 * Nothing of a user's text is evaluated: commands and environments are values of a config map.
 */
export function workloadObjectsOf(
  plan: WorkloadPlan,
  options: WorkloadOptions,
  request: StartRequest,
): Checked<WorkloadObjects> {
  const { runtime, workloadId } = plan;
  const refusal = whyNot(plan);
  if (refusal !== undefined || runtime.kind !== 'container') {
    return { ok: false, problems: [{ path: [], message: refusal ?? '' }] };
  }
  const problems: Problem[] = refuseGpuShares('it', plan);
  const metadata = (name: string): ObjectMeta =>
    metadataOf(name, plan, options, request);
  const inputs = `${recordName(workloadId)}-inputs`;
  const files = filesName(workloadId, plan.files);
  const configMaps: ConfigMap[] = [];
  const keep = (made: Checked<ConfigMap>) => {
    if (made.ok) configMaps.push(made.value);
    else problems.push(...made.problems);
  };
  const texts = programInputs(plan, () => undefined);
  if (texts.ok) {
    keep(
      configMapOf(metadata(inputs), texts.value, 'its command and environment'),
    );
  } else {
    problems.push(...texts.problems);
  }
  if (plan.files.length > 0) {
    keep(configMapOf(metadata(files), programFiles(plan), 'its files'));
  }
  if (problems.length > 0) return { ok: false, problems };
  const { volumes, volumeMounts } = volumesOf(plan, [FOLDERS.work], files);
  const container = containerOf(
    plan,
    { inputs, env: portsEnv(plan), volumeMounts, isPrivileged: false },
    options,
  );
  const { deadlineSeconds, start } = request;
  const { labels, ...rest } = metadata(podName(workloadId, start));
  return {
    ok: true,
    value: {
      configMaps,
      networkPolicy: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: metadata(recordName(workloadId)),
        // Nobody reaches it but the portal, which comes from within its own network.
        spec: {
          podSelector: { matchLabels: { [WORKLOAD_LABEL]: workloadId } },
          policyTypes: ['Ingress'],
          ingress: [],
        },
      },
      pod: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          ...rest,
          labels: { ...labels, [START_LABEL]: String(start) },
        },
        spec: {
          restartPolicy: 'Never',
          serviceAccountName: runtime.serviceAccount ?? options.taskAccount,
          // An account is granted so that the program can act as it.
          automountServiceAccountToken: runtime.serviceAccount !== null,
          enableServiceLinks: false,
          securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
          imagePullSecrets: runtime.pullSecrets.map(name => ({ name })),
          tolerations: [...options.tolerations],
          nodeSelector: { ...plan.nodeSelector },
          hostAliases: runtime.hostAliases.map(({ ip, hostnames }) => ({
            ip,
            hostnames: [...hostnames],
          })),
          terminationGracePeriodSeconds: GRACE_SECONDS,
          ...(deadlineSeconds !== null && {
            activeDeadlineSeconds: Math.max(1, Math.ceil(deadlineSeconds)),
          }),
          volumes,
          containers: [
            {
              name: 'main',
              ...container,
              ports: plan.ports.flatMap(({ name, listen }) =>
                listen.kind === 'tcp'
                  ? [{ name, containerPort: listen.number }]
                  : [],
              ),
            },
          ],
        },
      },
    },
  };
}

function metadataOf(
  name: string,
  plan: WorkloadPlan,
  { namespace, proof }: WorkloadOptions,
  { recordUid: uid }: StartRequest,
): ObjectMeta {
  return {
    name,
    namespace,
    labels: workloadLabels(plan, proof),
    // For people who look at the cluster.
    annotations: {
      'mlops/workload': `${plan.kind} ${plan.name}`,
      [PERSON_ANNOTATION]: plan.owner,
    },
    ownerReferences: [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        name: recordName(plan.workloadId),
        uid,
      },
    ],
  };
}

function portsEnv({ ports }: WorkloadPlan): EnvVar[] {
  return ports.flatMap(({ name, listen }) =>
    listen.kind === 'tcp'
      ? [
          {
            name: `MLOPS_PORT_${name.toUpperCase().replaceAll('-', '_')}`,
            value: String(listen.number),
          },
        ]
      : [],
  );
}
