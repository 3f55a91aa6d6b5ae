import { anywhere, pipelineReadPermission } from '@mlops/plugin-mlops-common';
import type { ActionContext } from './ActionContext';

export function registerListPipelines({
  registry,
  callAs,
}: ActionContext): void {
  registry.register({
    name: 'list-pipelines',
    title: 'List pipelines',
    description:
      'Lists machine-learning pipelines with their last run. A pipeline is a graph of tasks that belongs to a project group and can be run with run-pipeline.',
    visibilityPermission: anywhere(pipelineReadPermission),
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          search: z
            .string()
            .max(200)
            .optional()
            .describe('Part of the name or the title'),
          project: z
            .string()
            .max(63)
            .optional()
            .describe('Name of the project group'),
          limit: z.number().int().min(1).max(200).default(50),
          cursor: z
            .string()
            .max(1024)
            .optional()
            .describe('nextCursor of the page before'),
        }),
      output: z =>
        z.object({
          pipelines: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              title: z.string(),
              description: z.string().nullable(),
              project: z.string(),
              taskCount: z.number(),
              lastRun: z
                .object({ id: z.string(), status: z.string() })
                .nullable(),
            }),
          ),
          nextCursor: z.string().nullable(),
        }),
    },
    action: async ({ input, credentials }) => {
      const call = await callAs(credentials);
      const { search, project, limit, cursor } = input;
      const page = await call('listPipelines', {
        query: {
          search,
          limit,
          cursor,
          ...(project && { project: [project] }),
        },
      });
      const pipelines = page.items.map(pipeline => {
        const { id, name, title, description, taskCount } = pipeline;
        const [last] = pipeline.lastRuns;
        return {
          id,
          name,
          title,
          description,
          project: pipeline.project,
          taskCount,
          lastRun: last ? { id: last.id, status: last.status } : null,
        };
      });
      return { output: { pipelines, nextCursor: page.nextCursor } };
    },
  });
}
