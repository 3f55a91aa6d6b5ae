import {
  anywhere,
  componentName,
  PIPELINE_COMPONENT_TYPE,
  pipelineCreatePermission,
} from '@mlops/plugin-mlops-common';
import type { ActionContext } from './ActionContext';

export function registerCreatePipeline({
  registry,
  callAs,
  appUrl,
}: ActionContext): void {
  registry.register({
    name: 'create-pipeline',
    title: 'Create pipeline',
    description:
      'Makes a pipeline of a definition (`apiVersion: mlops/v1`, `kind: Pipeline`). The definition is checked as a whole first; one that could not run is refused with every problem in it.',
    visibilityPermission: anywhere(pipelineCreatePermission),
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          name: z
            .string()
            .describe('Lower-case letters, digits and dashes; of its own'),
          title: z.string().max(200).optional(),
          description: z.string().max(2000).optional(),
          spec: z
            .record(z.unknown())
            .describe(
              '`project`, `tasks`, `parameters` …, as in a definition of `kind: Pipeline`',
            ),
        }),
      output: z =>
        z.object({
          id: z.string(),
          url: z.string().describe('Page of the pipeline'),
          entityRef: z
            .string()
            .describe('The pipeline in the catalog, a few seconds later'),
        }),
    },
    action: async ({ input, credentials }) => {
      const call = await callAs(credentials);
      const { spec, ...metadata } = input;
      const { id } = await call('createPipeline', {
        body: {
          // JSON is YAML, and no value can break out of it.
          yaml: JSON.stringify({
            apiVersion: 'mlops/v1',
            kind: 'Pipeline',
            metadata,
            spec,
          }),
        },
      });
      const component = componentName(PIPELINE_COMPONENT_TYPE, {
        id,
        name: input.name,
      });
      return {
        output: {
          id,
          url: `${appUrl}/mlops/pipelines/${id}`,
          entityRef: `component:default/${component}`,
        },
      };
    },
  });
}
