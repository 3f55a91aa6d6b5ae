import {
  NEW_WORKLOAD_PROGRESS,
  type WorkloadProgress,
} from '@mlops/plugin-mlops-node';

/** What the engine remembers of a workload; it lies beside the plan and is replaced as a whole. */
export interface WorkloadState extends WorkloadProgress {
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** The state of a workload that was just taken. */
export function newWorkloadState(now: number): WorkloadState {
  return { ...NEW_WORKLOAD_PROGRESS, createdAt: now };
}
