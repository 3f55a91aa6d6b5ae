import { anywhere, logReadPermission } from '@mlops/plugin-mlops-common';
import type { ActionContext } from './ActionContext';
import { logText } from './logText';

/** Bytes; a model or a template has to hold what it asks for. */
const LARGEST = 65_536;
const USUAL = 16_384;

export function registerGetLog({ registry, callAs }: ActionContext): void {
  registry.register({
    name: 'get-log',
    title: 'Get log',
    description: `Reads a part of the log of one task of a run, without further input its last ${USUAL} bytes. Offsets count bytes; nextOffset goes on behind the part that was given.`,
    visibilityPermission: anywhere(logReadPermission),
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          run: z.string().describe('Id of the run'),
          task: z.string().min(1).max(63).describe('Name of the task'),
          attempt: z
            .number()
            .int()
            .min(1)
            .optional()
            .describe('Counts from 1; the latest if absent'),
          offset: z
            .number()
            .int()
            .default(-USUAL)
            .describe('First byte; negative counts from the end'),
          limit: z.number().int().min(1).max(LARGEST).default(USUAL),
        }),
      output: z =>
        z.object({
          text: z.string(),
          offset: z.number().describe('Where the text begins, in bytes'),
          nextOffset: z.number().describe('Where to go on, in bytes'),
          size: z.number().describe('Bytes of the whole log so far'),
        }),
    },
    action: async ({ input, credentials }) => {
      const call = await callAs(credentials);
      const { run, task, attempt, offset, limit } = input;
      const answer = await call('getLog', {
        params: { id: run, task },
        query: { attempt, offset, limit },
      });
      const size = Number(answer.headers.get('X-Log-Size'));
      const from = offset < 0 ? Math.max(0, size + offset) : offset;
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return { output: { ...logText(bytes, from), size } };
    },
  });
}
