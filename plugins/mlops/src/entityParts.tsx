import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  JOB_TEMPLATE_COMPONENT_TYPE,
  JOB_TEMPLATE_ID_ANNOTATION,
  PIPELINE_COMPONENT_TYPE,
  PIPELINE_ID_ANNOTATION,
} from '@mlops/plugin-mlops-common';

/** Somebody else's component of the same type has no id of ours. */
const ofPipeline = {
  kind: 'component',
  'spec.type': PIPELINE_COMPONENT_TYPE,
  [`metadata.annotations.${PIPELINE_ID_ANNOTATION}`]: { $exists: true },
};
const ofJobTemplate = {
  kind: 'component',
  'spec.type': JOB_TEMPLATE_COMPONENT_TYPE,
  [`metadata.annotations.${JOB_TEMPLATE_ID_ANNOTATION}`]: { $exists: true },
};

/** Our parts of the entity pages of the catalog. */
export const entityParts = [
  EntityContentBlueprint.make({
    name: 'runs',
    params: {
      path: '/runs',
      title: 'Runs',
      filter: ofPipeline,
      loader: () =>
        import('./components/catalog/PipelineRuns').then(m => (
          <m.PipelineRuns />
        )),
    },
  }),
  EntityCardBlueprint.make({
    name: 'pipeline',
    params: {
      filter: ofPipeline,
      loader: () =>
        import('./components/catalog/PipelineCard').then(m => (
          <m.PipelineCard />
        )),
    },
  }),
  EntityContentBlueprint.make({
    name: 'use',
    params: {
      path: '/use',
      title: 'Use',
      filter: ofJobTemplate,
      loader: () =>
        import('./components/catalog/JobTemplateUse').then(m => (
          <m.JobTemplateUse />
        )),
    },
  }),
];
