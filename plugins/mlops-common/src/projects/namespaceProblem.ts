import { isNamespaceName } from '../language/kubernetesNames';

/** The namespace of a project group that names none. */
export function ownNamespace(project: string): string {
  return `mlops-${project}`;
}

/**
 * Why a project group may not run in a namespace, if so: one of another group, or of the cluster itself, would give it
 * what is not its own.
 *
 * @param allowed - namespaces that administrators let groups share
 */
export function namespaceProblem(
  namespace: string,
  project: string,
  allowed: readonly string[],
): string | undefined {
  if (!isNamespaceName(namespace)) {
    return 'must be 1 to 63 lower-case letters, digits or dashes, and start and end with a letter or digit';
  }
  const possible = [ownNamespace(project), ...allowed];
  return possible.includes(namespace)
    ? undefined
    : `must be ${possible.join(
        ' or ',
      )}; an administrator can allow others in mlops.namespaces.allowed`;
}
