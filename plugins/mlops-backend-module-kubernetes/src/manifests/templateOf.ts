import type { RunPlan, TaskPlan } from '@mlops/plugin-mlops-common';
import type { TaskTemplate } from './argo';
import { containerOf } from './containerOf';
import { labelsOf } from './labelsOf';
import { keyOf, locationOf, type KeptPart } from './locationOf';
import type { ArtifactLocation, ManifestOptions } from './ManifestOptions';
import { filesName, FOLDERS, inputsName } from './names';
import { ATTEMPT_TAG } from './tags';
import { volumesOf } from './volumesOf';

/** Seconds between two tries at most. */
const LONGEST_BACKOFF = '300s';

/** Bytes of results are read from these, which a task may leave or not. */
const RESULTS = { values: 'outputs.json', metrics: 'metrics.json' } as const;

/**
 * Of inputs and their folders. Argo's executor fetches them as root and for itself, and the user of an image is to read
 * them all the same.
 */
const READABLE = 0o555;

/** One task as a template of Argo: how each attempt of it runs in a pod. */
export function templateOf(
  plan: RunPlan,
  task: TaskPlan,
  options: ManifestOptions,
): TaskTemplate & { name: string } {
  const { runtime } = task;
  if (runtime.kind !== 'container') {
    throw new Error(`task "${task.name}" was compiled for another engine`);
  }
  const { volumes, volumeMounts } = volumesOf(
    task,
    [FOLDERS.outputs, FOLDERS.work],
    filesName(plan.runId, task.files),
  );
  const { artifacts } = options;
  const place = (location: ArtifactLocation, part: KeptPart) =>
    locationOf(
      location,
      keyOf(
        location,
        { runId: plan.runId, task: task.name },
        ATTEMPT_TAG,
        part,
      ),
    );
  return {
    name: task.name,
    metadata: { labels: { ...labelsOf(plan, options), ...task.labels } },
    inputs: {
      artifacts: upstreamFiles(plan, task, options).map(upstream => ({
        name: artifactName(upstream),
        path: `${FOLDERS.inputs}/${upstream}`,
        optional: true,
        mode: READABLE,
        recurseMode: true,
      })),
    },
    outputs: {
      parameters: Object.entries(RESULTS).map(([name, file]) => ({
        name,
        valueFrom: { path: `${FOLDERS.outputs}/${file}`, default: '{}' },
      })),
      artifacts:
        artifacts === null
          ? []
          : [
              {
                name: 'outputs',
                path: FOLDERS.outputs,
                optional: true,
                archive: { none: {} },
                s3: place(artifacts, 'outputs'),
              },
            ],
    },
    retryStrategy: {
      limit: String(task.retry.limit),
      retryPolicy: 'Always',
      ...(task.retry.backoffSeconds > 0 && {
        backoff: {
          duration: `${task.retry.backoffSeconds}s`,
          factor: '2',
          cap: LONGEST_BACKOFF,
        },
      }),
    },
    ...(task.timeoutSeconds !== null && {
      activeDeadlineSeconds: task.timeoutSeconds,
    }),
    ...(artifacts !== null && {
      archiveLocation: { archiveLogs: true, s3: place(artifacts, 'log') },
    }),
    nodeSelector: { ...task.nodeSelector },
    hostAliases: runtime.hostAliases.map(({ ip, hostnames }) => ({
      ip,
      hostnames: [...hostnames],
    })),
    ...(runtime.serviceAccount !== null && {
      serviceAccountName: runtime.serviceAccount,
      // An account is granted so that the task can act as it.
      automountServiceAccountToken: true,
    }),
    volumes,
    container: containerOf(
      task,
      {
        inputs: inputsName(plan.runId, task.name),
        env: [
          { name: 'MLOPS_INPUTS', value: FOLDERS.inputs },
          { name: 'MLOPS_OUTPUTS', value: FOLDERS.outputs },
          { name: 'MLOPS_ATTEMPT', value: ATTEMPT_TAG },
        ],
        volumeMounts,
        isPrivileged: task.privileged ?? false,
      },
      options,
    ),
  };
}

/** Direct upstream tasks whose files a task sees; one that is skipped leaves none. */
export function upstreamFiles(
  { tasks }: RunPlan,
  { dependsOn }: TaskPlan,
  { artifacts }: ManifestOptions,
): string[] {
  if (artifacts === null) return [];
  const skipped = new Set(
    tasks.filter(({ skip }) => skip).map(({ name }) => name),
  );
  return dependsOn.filter(name => !skipped.has(name));
}

export function artifactName(upstream: string): string {
  return `from-${upstream}`;
}
