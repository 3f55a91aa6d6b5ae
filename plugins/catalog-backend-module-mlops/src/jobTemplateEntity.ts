import type { ComponentEntity } from '@backstage/catalog-model';
import {
  componentName,
  JOB_TEMPLATE_COMPONENT_TYPE,
  JOB_TEMPLATE_ID_ANNOTATION,
  type JobTemplate,
  type TemplateStage,
} from '@mlops/plugin-mlops-common';
import { locationAnnotations } from './locationAnnotations';
import { sourceAnnotations, type FolderOf } from './sourceAnnotations';

/** Job templates belong to everybody, as their categories do. */
const OWNER = 'group:default/public';

const LIFECYCLE: Readonly<Record<TemplateStage, string>> = {
  draft: 'experimental',
  release: 'production',
  retired: 'deprecated',
};

/** A job template as the catalog knows it: a part of the `System` that is its category. */
export function jobTemplateEntity(
  template: JobTemplate,
  folderOf: FolderOf,
): ComponentEntity {
  const { category, description, latest } = template;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: componentName(JOB_TEMPLATE_COMPONENT_TYPE, template),
      title: template.title || template.name,
      ...(description ? { description } : {}),
      annotations: {
        ...locationAnnotations('definitions'),
        ...sourceAnnotations(template.sourceFile, folderOf),
        [JOB_TEMPLATE_ID_ANNOTATION]: template.id,
      },
      ...(latest?.helpUrl
        ? { links: [{ url: latest.helpUrl, title: 'Help', type: 'help' }] }
        : {}),
    },
    spec: {
      type: JOB_TEMPLATE_COMPONENT_TYPE,
      lifecycle: LIFECYCLE[latest?.stage ?? 'release'],
      owner: OWNER,
      ...(category ? { system: `system:default/${category}` } : {}),
    },
  };
}

/** The entity ref of a job template. */
export function jobTemplateRef(template: JobTemplate): string {
  return `component:default/${componentName(
    JOB_TEMPLATE_COMPONENT_TYPE,
    template,
  )}`;
}
