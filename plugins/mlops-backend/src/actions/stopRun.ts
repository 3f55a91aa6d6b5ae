import { anywhere, runStopPermission } from '@mlops/plugin-mlops-common';
import type { ActionContext } from './ActionContext';

export function registerStopRun({ registry, callAs }: ActionContext): void {
  registry.register({
    name: 'stop-run',
    title: 'Stop run',
    description:
      'Ends the work of a run; what its tasks wrote stays. One that has ended already is left as it is.',
    visibilityPermission: anywhere(runStopPermission),
    attributes: { readOnly: false, destructive: true, idempotent: true },
    schema: {
      input: z => z.object({ run: z.string().describe('Id of the run') }),
      output: z => z.object({ run: z.string() }),
    },
    action: async ({ input, credentials }) => {
      const call = await callAs(credentials);
      await call('stopRun', { params: { id: input.run } });
      return { output: { run: input.run } };
    },
  });
}
