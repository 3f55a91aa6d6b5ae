import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type GroupEntity,
} from '@backstage/catalog-model';
import type { Project } from '@mlops/plugin-mlops-common';

/** Where groups made in the portal say they come from. */
const LOCATION = 'mlops:projects';

/** A project group made in the portal, as the catalog knows it. */
export function projectGroupEntity(project: Project): GroupEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: project.name,
      title: project.title,
      ...(project.description === null
        ? {}
        : { description: project.description }),
      annotations: {
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
      },
    },
    spec: {
      type: 'mlops-project',
      profile: { displayName: project.title },
      children: [],
    },
  };
}
