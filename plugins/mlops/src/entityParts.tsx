import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  JOB_TEMPLATE_COMPONENT_TYPE,
  PIPELINE_COMPONENT_TYPE,
} from '@mlops/plugin-mlops-common';

const ofPipeline = { kind: 'component', 'spec.type': PIPELINE_COMPONENT_TYPE };
const ofJobTemplate = {
  kind: 'component',
  'spec.type': JOB_TEMPLATE_COMPONENT_TYPE,
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
