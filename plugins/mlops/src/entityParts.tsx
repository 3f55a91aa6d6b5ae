import {
  appLanguageApiRef,
  type ApiHolder,
} from '@backstage/frontend-plugin-api';
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
import { entityTabTitles } from './translations/entityTabTitles';

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

function tabTitle(of: 'runs' | 'use', apis: ApiHolder): string {
  const language = apis.get(appLanguageApiRef)?.getLanguage().language ?? 'en';
  return (entityTabTitles[language] ?? entityTabTitles.en)[of];
}

/** Our tabs on the entity pages of the catalog. */
export const entityTabs = [
  EntityContentBlueprint.makeWithOverrides({
    name: 'runs',
    factory: (originalFactory, { apis }) =>
      originalFactory({
        path: '/runs',
        title: tabTitle('runs', apis),
        filter: ofPipeline,
        loader: () =>
          import('./components/catalog/PipelineRuns').then(m => (
            <m.PipelineRuns />
          )),
      }),
  }),
  EntityContentBlueprint.makeWithOverrides({
    name: 'use',
    factory: (originalFactory, { apis }) =>
      originalFactory({
        path: '/use',
        title: tabTitle('use', apis),
        filter: ofJobTemplate,
        loader: () =>
          import('./components/catalog/JobTemplateUse').then(m => (
            <m.JobTemplateUse />
          )),
      }),
  }),
] as const;

/** Our parts of the entity pages of the catalog. */
export const entityParts = [
  ...entityTabs,
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
];
