import type { RetryPolicy } from '../definition/shared';
import type { RunId } from '../ids';
import type { Trigger } from '../status/status';
import type { ProgramPlan } from './ProgramPlan';

/** Everything that decides how one task runs. @public */
export interface TaskPlan extends ProgramPlan {
  name: string;
  title: string;
  template: { name: string; version: string; digest: string };
  /** Upstream tasks, each a name in the same plan. */
  dependsOn: readonly string[];
  skip: boolean;
  /** Its container may do on the machine what root may; absent: it may not. */
  privileged?: true;
  retry: RetryPolicy;
  /** Seconds for one attempt; `null` is without end. */
  timeoutSeconds: number | null;
  /**
   * An attempt of the same task whose result may be taken instead of executing it. An engine that cannot do
   * that, or has it no longer, executes the task.
   */
  reuse?: { runId: RunId; attempt: number };
}

/**
 * One run, decided to the last detail. The same value feeds the preview, the engines and the export.
 *
 * @public
 */
export interface RunPlan {
  runId: RunId;
  pipeline: { id: string; name: string; revision: number };
  /** Name of the project group. */
  project: string;
  trigger: Trigger;
  /** The run that this one repeats. */
  rerunOf?: { runId: RunId; number: number };
  /** Entity ref of the person, or `null` for a schedule. */
  createdBy: string | null;
  cluster: string | null;
  namespace: string | null;
  parallelism: number | null;
  /** Seconds for the whole run; `null` is without end. */
  timeoutSeconds: number | null;
  /** Values of `{{ params.x }}`, after defaults. */
  parameters: Readonly<Record<string, unknown>>;
  /** In definition order. */
  tasks: readonly TaskPlan[];
  labels: Readonly<Record<string, string>>;
}
