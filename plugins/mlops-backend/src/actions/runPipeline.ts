import { anywhere, pipelineRunPermission } from '@mlops/plugin-mlops-common';
import type { ActionContext } from './ActionContext';
import { pipelineIdOf } from './pipelineIdOf';

export function registerRunPipeline({
  registry,
  callAs,
  appUrl,
}: ActionContext): void {
  registry.register({
    name: 'run-pipeline',
    title: 'Run pipeline',
    description:
      'Starts a run of a pipeline and returns at once; get-run tells how it goes. Earlier runs of the same pipeline that were started by hand are stopped and cleared first.',
    visibilityPermission: anywhere(pipelineRunPermission),
    attributes: { readOnly: false, destructive: true, idempotent: false },
    schema: {
      input: z =>
        z.object({
          pipeline: z.string().min(1).max(63).describe('Name or id'),
          parameters: z
            .record(z.unknown())
            .default({})
            .describe('Values for the parameters of the pipeline'),
        }),
      output: z =>
        z.object({
          run: z.string().describe('Id of the run'),
          url: z.string().describe('Page of the run'),
        }),
    },
    action: async ({ input, credentials }) => {
      const call = await callAs(credentials);
      const { id: run } = await call('startRun', {
        params: { id: await pipelineIdOf(call, input.pipeline) },
        body: { parameters: input.parameters },
      });
      return { output: { run, url: `${appUrl}/mlops/runs/${run}` } };
    },
  });
}
