import type { RunId } from '../ids';
import type { Trigger } from '../status/status';
import type { Mount } from '../language/Mount';
import type { Resources } from '../language/resources';
import type { SecretRef, RetryPolicy } from '../definition/shared';
import type { TemplateFile } from '../definition/jobTemplate';

/**
 * Text that may contain values which exist only while the run executes. Everything known at compile
 * time is already in it; what is left are references to outputs of upstream tasks. Whatever is put in
 * for them is never evaluated again.
 *
 * @public
 */
export type PlanText =
  | string
  | { parts: ReadonlyArray<string | OutputReference> };

/** `{{ tasks.<task>.outputs.<key> | filter }}`. @public */
export interface OutputReference {
  task: string;
  /** A key of the upstream task's `outputs.json`. */
  output: string;
  /** The fixed filters to apply, left to right, as they were written: `lower`, `date('yyyy')`. */
  filters: readonly string[];
}

/** @public */
export type EnvEntry =
  | { name: string; value: PlanText }
  | ({ name: string } & SecretRef);

/** What a task is executed in. @public */
export type TaskRuntime =
  | {
      kind: 'process';
      /** `null`: the interpreter or program that the command names is used as it is. */
      python: { requirements: readonly string[] } | null;
    }
  | {
      kind: 'container';
      image: string;
      /** Nobody set a command: the image's own program runs, and `argv` holds only its arguments. */
      usesEntrypoint: boolean;
      /** Names of the secrets that may pull the image. */
      pullSecrets: readonly string[];
      serviceAccount: string | null;
      hostAliases: ReadonlyArray<{ ip: string; hostnames: readonly string[] }>;
    };

/** Everything that decides how one task runs. @public */
export interface TaskPlan {
  name: string;
  title: string;
  template: { name: string; version: string; digest: string };
  /** Upstream tasks, each a name in the same plan. */
  dependsOn: readonly string[];
  skip: boolean;
  runtime: TaskRuntime;
  /** Program and arguments, never a shell line. */
  argv: readonly PlanText[];
  /** Absolute, or relative to the task's work folder; `null` is the work folder or the image's own. */
  workingDirectory: string | null;
  /** In the order in which they are set; names are unique. */
  env: readonly EnvEntry[];
  mounts: readonly Mount[];
  resources: Resources;
  /** Labels that the machine must carry; empty on the embedded engine. */
  nodeSelector: Readonly<Record<string, string>>;
  files: readonly TemplateFile[];
  retry: RetryPolicy;
  /** Seconds for one attempt; `null` is without end. */
  timeoutSeconds: number | null;
  labels: Readonly<Record<string, string>>;
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
