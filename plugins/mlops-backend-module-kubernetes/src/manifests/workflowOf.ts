import type { RunPlan, TaskPlan } from '@mlops/plugin-mlops-common';
import type { DagTask, Workflow, WorkflowTemplate } from './argo';
import { needsOutputs } from './inputsOf';
import { annotationsOf } from './annotationsOf';
import { labelsOf } from './labelsOf';
import type { ManifestOptions } from './ManifestOptions';
import { waitName, workflowName } from './names';
import { outputsTag } from './tags';
import { artifactName, templateOf, upstreamFiles } from './templateOf';

/** Templates that are no tasks: names of tasks have no capitals. */
const GRAPH = 'Graph';
const WAIT = 'Wait';

/** The workflow of a run. */
export function workflowOf(plan: RunPlan, options: ManifestOptions): Workflow {
  const labels = labelsOf(plan, options);
  const executed = plan.tasks.filter(({ skip }) => !skip);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      name: workflowName(plan.runId),
      namespace: options.namespace,
      labels,
    },
    spec: {
      entrypoint: GRAPH,
      serviceAccountName: options.taskAccount,
      automountServiceAccountToken: false,
      executor: { serviceAccountName: options.executorAccount },
      podMetadata: { labels, ...annotationsOf(plan) },
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      imagePullSecrets: pullSecretsOf(executed),
      tolerations: [...options.tolerations],
      archiveLogs: options.artifacts !== null,
      ...(plan.parallelism !== null && { parallelism: plan.parallelism }),
      ...(plan.timeoutSeconds !== null && {
        activeDeadlineSeconds: plan.timeoutSeconds,
      }),
      templates: [
        graphOf(plan, options),
        { name: WAIT, suspend: {} },
        ...executed.map(task => templateOf(plan, task, options)),
      ],
    },
  };
}

/** What does not depend on a failure goes on. */
function graphOf(plan: RunPlan, options: ManifestOptions): WorkflowTemplate {
  return {
    name: GRAPH,
    dag: {
      failFast: false,
      tasks: plan.tasks.flatMap(task => nodesOf(plan, task, options)),
    },
  };
}

function nodesOf(
  plan: RunPlan,
  task: TaskPlan,
  options: ManifestOptions,
): DagTask[] {
  const { name, dependsOn } = task;
  const after = (names: readonly string[]) =>
    names.length > 0 ? { depends: names.join(' && ') } : {};
  // Argo takes a node that its `when` skips for done, as the definition wants it.
  if (task.skip) {
    return [{ name, template: WAIT, ...after(dependsOn), when: 'false' }];
  }
  const files = upstreamFiles(plan, task, options);
  const node = (names: readonly string[]): DagTask => ({
    name,
    template: name,
    ...after(names),
    ...(files.length > 0 && {
      arguments: {
        artifacts: files.map(upstream => ({
          name: artifactName(upstream),
          from: outputsTag(upstream),
        })),
      },
    }),
  });
  if (!needsOutputs(task)) return [node(dependsOn)];
  const wait = waitName(name);
  return [
    { name: wait, template: WAIT, ...after(dependsOn) },
    node([...dependsOn, wait]),
  ];
}

function pullSecretsOf(tasks: readonly TaskPlan[]): Array<{ name: string }> {
  const names = tasks.flatMap(({ runtime }) =>
    runtime.kind === 'container' ? runtime.pullSecrets : [],
  );
  return [...new Set(names)].map(name => ({ name }));
}
