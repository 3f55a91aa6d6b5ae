import type { GroupEntity } from '@backstage/catalog-model';
import type { Project } from '@mlops/plugin-mlops-common';
import { locationAnnotations } from './locationAnnotations';

/**
 * A project group made in the portal, as the catalog knows it.
 *
 * @param members - entity refs of users
 */
export function projectGroupEntity(
  project: Project,
  members: readonly string[],
): GroupEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: project.name,
      title: project.title,
      ...(project.description === null
        ? {}
        : { description: project.description }),
      annotations: locationAnnotations('projects'),
    },
    spec: {
      type: 'mlops-project',
      profile: { displayName: project.title },
      children: [],
      members: [...members],
    },
  };
}
