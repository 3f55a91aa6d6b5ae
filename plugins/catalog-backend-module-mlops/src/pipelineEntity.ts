import type { ComponentEntity } from '@backstage/catalog-model';
import {
  componentName,
  PIPELINE_COMPONENT_TYPE,
  PIPELINE_ID_ANNOTATION,
  type JobTemplate,
  type Pipeline,
} from '@mlops/plugin-mlops-common';
import { jobTemplateRef } from './jobTemplateEntity';
import { locationAnnotations } from './locationAnnotations';
import { sourceAnnotations, type FolderOf } from './sourceAnnotations';

/** What the entities of the catalog refer to. */
export interface Surroundings {
  /** Address of the portal's pages. */
  appUrl: string;
  /** Entity refs of the project groups, by name. */
  owners: ReadonlyMap<string, string>;
  /** By name; what people cannot see is not among them. */
  templates: ReadonlyMap<string, JobTemplate>;
  folderOf: FolderOf;
}

/** A pipeline as the catalog knows it: owned by its project group, depending on its job templates. */
export function pipelineEntity(
  pipeline: Pipeline,
  { appUrl, owners, templates, folderOf }: Surroundings,
): ComponentEntity {
  const dependsOn = pipeline.templates.flatMap(name => {
    const template = templates.get(name);
    return template ? [jobTemplateRef(template)] : [];
  });
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: componentName(PIPELINE_COMPONENT_TYPE, pipeline),
      title: pipeline.title || pipeline.name,
      ...(pipeline.description ? { description: pipeline.description } : {}),
      annotations: {
        ...locationAnnotations('definitions'),
        ...sourceAnnotations(pipeline.sourceFile, folderOf),
        [PIPELINE_ID_ANNOTATION]: pipeline.id,
      },
      links: [
        {
          url: `${appUrl}/mlops/pipelines/${pipeline.id}`,
          title: 'Pipeline',
          type: 'mlops',
        },
      ],
      ...(pipeline.demo ? { tags: ['demo'] } : {}),
    },
    spec: {
      type: PIPELINE_COMPONENT_TYPE,
      // What comes from Git was reviewed; what was made in the portal, one person made.
      lifecycle: pipeline.source === 'catalog' ? 'production' : 'experimental',
      owner:
        owners.get(pipeline.project) ?? `group:default/${pipeline.project}`,
      ...(dependsOn.length > 0 ? { dependsOn } : {}),
    },
  };
}
