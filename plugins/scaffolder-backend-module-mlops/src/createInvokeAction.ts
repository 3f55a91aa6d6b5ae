import type { ActionsService } from '@backstage/backend-plugin-api/alpha';
import { isError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';

/**
 * A step that invokes an action of the suite. The scaffolder offers the actions as steps of their own too,
 * but tells of a refusal no more than its status; whoever filled in a form wants to know why.
 */
export function createInvokeAction(actions: ActionsService) {
  return createTemplateAction({
    id: 'mlops:invoke',
    description:
      'Invokes an action of the MLOps suite with the rights of whoever filled in the form. Its output is that of the action.',
    schema: {
      input: z =>
        z.object({
          action: z
            .string()
            .regex(/^[a-z][a-z-]*$/)
            .describe('Name of the action, for example run-pipeline'),
          input: z.record(z.unknown()).default({}),
        }),
      output: z => z.record(z.unknown()),
    },
    async handler(ctx) {
      const { action, input } = ctx.input;
      const { output } = await actions
        .invoke({
          id: `mlops:${action}`,
          // What a step is given was JSON before.
          input: input as JsonObject,
          credentials: await ctx.getInitiatorCredentials(),
        })
        .catch(error => {
          throw reasonOf(error);
        });
      if (!isObject(output)) return;
      for (const [name, value] of Object.entries(output)) {
        ctx.output(name, value);
      }
    },
  });
}

/** The error of the action itself, where the one at hand is that of the call to it. */
function reasonOf(error: unknown): unknown {
  return isError(error) && isError(error.cause) ? error.cause : error;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
