import {
  anywhere,
  isFinal,
  runReadPermission,
} from '@mlops/plugin-mlops-common';
import type { ActionContext } from './ActionContext';

export function registerGetRun({
  registry,
  callAs,
  appUrl,
}: ActionContext): void {
  registry.register({
    name: 'get-run',
    title: 'Get run',
    description:
      'Tells how a run goes: its status, why it is so, and the status, metrics, values and output files of its tasks.',
    visibilityPermission: anywhere(runReadPermission),
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({ run: z.string().describe('Id of the run') }),
      output: z =>
        z.object({
          id: z.string(),
          number: z.number(),
          pipeline: z.string(),
          project: z.string(),
          status: z.string(),
          final: z.boolean().describe('Whether it has ended'),
          reason: z.string().nullable(),
          createdBy: z.string().nullable().describe('Entity ref'),
          startedAt: z.string().nullable(),
          finishedAt: z.string().nullable(),
          parameters: z.record(z.unknown()),
          tasks: z.array(
            z.object({
              name: z.string(),
              status: z.string(),
              reason: z.string().nullable(),
              attempts: z.number(),
              metrics: z.record(z.number()),
              values: z.record(z.unknown()),
              outputs: z.array(z.string()).describe('Paths of files'),
            }),
          ),
          url: z.string().describe('Page of the run'),
        }),
    },
    action: async ({ input, credentials }) => {
      const call = await callAs(credentials);
      const run = await call('getRun', { params: { id: input.run } });
      const { id, number, project, status, reason, parameters } = run;
      return {
        output: {
          id,
          number,
          pipeline: run.pipeline.name,
          project,
          status,
          final: isFinal(status),
          reason,
          createdBy: run.createdBy,
          startedAt: run.startedAt,
          finishedAt: run.finishedAt,
          parameters,
          tasks: run.tasks.map(task => ({
            name: task.name,
            status: task.status,
            reason: task.reason,
            attempts: task.attempts.length,
            metrics: task.metrics,
            values: task.values,
            outputs: task.outputs.map(({ path }) => path),
          })),
          url: `${appUrl}/mlops/runs/${id}`,
        },
      };
    },
  });
}
