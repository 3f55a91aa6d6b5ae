import type { Status } from '@mlops/plugin-mlops-common';

/** A task as the graph draws it: of a definition, or of a run where `status` is set. */
export interface GraphNode {
  name: string;
  title: string;
  template: string;
  version: string;
  /** Names of upstream tasks; names that are not in the graph are left out of the drawing. */
  dependsOn: readonly string[];
  skip?: boolean;
  resources?: { cpu: string; memory: string; gpu: string };
  status?: Status;
  reason?: string | null;
  /** ISO 8601. */
  startedAt?: string | null;
  /** ISO 8601. */
  finishedAt?: string | null;
}
