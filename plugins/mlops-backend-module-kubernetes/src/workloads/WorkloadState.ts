import {
  NEW_WORKLOAD_PROGRESS,
  type WorkloadProgress,
} from '@mlops/plugin-mlops-node';

/**
 * What is remembered of a workload, on its cluster and beside its plan. Each start of its program is a pod, numbered
 * from 1.
 */
export interface WorkloadState extends WorkloadProgress {
  /** Of the pod of the last start, once it was made. */
  podUid: string | null;
  /** Since when the start that is under way is to end, whyever; milliseconds since 1970. */
  stoppingAt: number | null;
  /** Bytes of the logs that are stored as a whole, of the first starts, in their order. */
  logBytes: readonly number[];
}

/** The state of a workload that was just taken. */
export const NEW_WORKLOAD: WorkloadState = {
  ...NEW_WORKLOAD_PROGRESS,
  podUid: null,
  stoppingAt: null,
  logBytes: [],
};
