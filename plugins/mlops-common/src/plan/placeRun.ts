import { isNamespaceName } from '../language/kubernetesNames';
import { namespaceProblem, ownNamespace } from '../projects/namespaceProblem';
import type { CheckedInput } from './compileInputSchema';
import type { ProblemList } from './ProblemList';
import type { RunPlan } from './RunPlan';

/** Where the run is executed. Without images there are neither clusters nor namespaces. */
export function placeRun(
  { config, engine, project }: CheckedInput,
  problems: ProblemList,
): Pick<RunPlan, 'cluster' | 'namespace'> {
  if (!engine.images) return { cluster: null, namespace: null };
  const { cluster } = project;
  if (cluster !== null && !config.clusters.includes(cluster)) {
    const known =
      config.clusters.length === 0
        ? 'none is configured'
        : `configured are ${config.clusters.join(', ')}`;
    problems.add(
      ['project'],
      `the project group "${project.name}" names the cluster "${cluster}", which is unknown: ${known}`,
    );
  }
  const namespace = project.namespace ?? ownNamespace(project.name);
  if (!isNamespaceName(namespace)) {
    problems.add(
      ['project'],
      `the project group "${project.name}" needs a namespace of its own: "${namespace}" is longer than 63 characters`,
    );
  } else {
    // What the portal stores was checked; a definition in Git may say anything.
    const wrong = namespaceProblem(namespace, project.name, config.namespaces);
    if (wrong) {
      problems.add(
        ['project'],
        `the namespace "${namespace}" of the project group "${project.name}" ${wrong}`,
      );
    }
  }
  return { cluster, namespace };
}
