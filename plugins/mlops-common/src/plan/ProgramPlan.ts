import type { SecretRef } from '../definition/shared';
import type { TemplateFile } from '../definition/jobTemplate';
import type { Mount } from '../language/Mount';
import type { Resources } from '../language/resources';

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

/**
 * A program and what it is executed in: what tasks of runs and workloads have in common, the container of a pod
 * in the words of Kubernetes.
 *
 * @public
 */
export interface ProgramPlan {
  runtime: TaskRuntime;
  /** Program and arguments, never a shell line. */
  argv: readonly PlanText[];
  /** Absolute, or relative to the work folder; `null` is the work folder or the image's own. */
  workingDirectory: string | null;
  /** In the order in which they are set; names are unique. */
  env: readonly EnvEntry[];
  mounts: readonly Mount[];
  resources: Resources;
  /** Labels that the machine must carry; empty on the embedded engine. */
  nodeSelector: Readonly<Record<string, string>>;
  files: readonly TemplateFile[];
  labels: Readonly<Record<string, string>>;
}
