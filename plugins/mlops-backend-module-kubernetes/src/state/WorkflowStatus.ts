/**
 * What of the state of a workflow is read, as Argo 3.7 writes it. Any of it may be missing: a controller of another
 * version may have written it, and one that reads it must not break.
 */
export interface WorkflowStatus {
  phase?: string;
  message?: string;
  startedAt?: string;
  finishedAt?: string | null;
  nodes?: Readonly<Record<string, WorkflowNode>>;
}

export interface WorkflowNode {
  id: string;
  /** Of a node of the graph the name of the task, of an attempt `task(0)`. */
  displayName?: string;
  /** `DAG`, `Retry`, `Pod`, `Suspend`, `Skipped`. */
  type?: string;
  phase?: string;
  message?: string;
  startedAt?: string;
  finishedAt?: string | null;
  children?: readonly string[];
  outputs?: {
    exitCode?: string;
    parameters?: ReadonlyArray<{ name: string; value?: string }>;
  };
}

/** A workflow as the API server tells it. */
export interface ObservedWorkflow {
  metadata: { name: string; namespace: string; uid: string };
  spec: { shutdown?: string };
  status?: WorkflowStatus;
}
