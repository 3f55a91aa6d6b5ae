import type { ProjectExpand } from '../api/schemas';
import { isLabelValue } from '../language/kubernetesNames';
import { parseMounts } from '../language/mounts';
import type { Problem } from '../problem';
import { namespaceProblem } from './namespaceProblem';

/** What settings of a project group are held against. */
export interface ProjectSurroundings {
  /** Name of the project group. */
  project: string;
  /** Names of the configured clusters. */
  clusters: readonly string[];
  /** Namespaces that administrators let groups share. */
  namespaces: readonly string[];
}

/**
 * Checks the settings of a project group; keys that the suite does not know are left alone. Problems carry the
 * key.
 *
 * @public
 */
export function checkProjectExpand(
  expand: ProjectExpand,
  { project, clusters, namespaces }: ProjectSurroundings,
): Problem[] {
  const problems: Problem[] = [];
  const add = (key: keyof ProjectExpand, message: string) =>
    problems.push({ path: [key], message });
  const { cluster, org, volume_mount: mounts, namespace } = expand;
  if (cluster !== undefined && !clusters.includes(cluster)) {
    const known =
      clusters.length === 0
        ? 'none is configured'
        : `configured are ${clusters.join(', ')}`;
    add('cluster', `there is no cluster "${cluster}": ${known}`);
  }
  if (org !== undefined && (org === '' || !isLabelValue(org))) {
    add(
      'org',
      'must be the value of a label: 1 to 63 letters, digits, dashes, underscores and dots',
    );
  }
  if (mounts !== undefined) {
    const parsed = parseMounts(mounts);
    if (!parsed.ok) {
      add(
        'volume_mount',
        `${parsed.message} (at character ${parsed.position + 1})`,
      );
    }
  }
  const wrong =
    namespace !== undefined && namespaceProblem(namespace, project, namespaces);
  if (wrong) add('namespace', wrong);
  return problems;
}
