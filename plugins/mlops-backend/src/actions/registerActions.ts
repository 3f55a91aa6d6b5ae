import type { ActionContext } from './ActionContext';
import { registerCreatePipeline } from './createPipeline';
import { registerGetLog } from './getLog';
import { registerGetRun } from './getRun';
import { registerListPipelines } from './listPipelines';
import { registerRunPipeline } from './runPipeline';
import { registerStopRun } from './stopRun';

/**
 * What software templates, command lines and agents can do with the suite. Each action is hidden from those
 * who may not use the route behind it.
 */
export function registerActions(context: ActionContext): void {
  registerListPipelines(context);
  registerCreatePipeline(context);
  registerRunPipeline(context);
  registerGetRun(context);
  registerGetLog(context);
  registerStopRun(context);
}
