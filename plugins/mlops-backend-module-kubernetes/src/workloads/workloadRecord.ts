import { gunzipSync, gzipSync } from 'node:zlib';
import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { RECORD_LABEL, recordName, workloadLabels } from './workloadIdentity';
import type { WorkloadState } from './WorkloadState';

/** A config map as the API server tells it. */
export interface RecordObject {
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    resourceVersion: string;
    labels?: Record<string, string>;
    deletionTimestamp?: string;
  };
  data?: Record<string, string>;
}

/** All that is known of a workload: what is wanted of it, and how it is. */
export interface WorkloadRecord {
  plan: WorkloadPlan;
  state: WorkloadState;
  metadata: RecordObject['metadata'];
}

/**
 * The record of a workload as a config map, from its start until it is purged. It outlives pods and backends: by it a
 * workload is known that has ended, and one that was just taken.
 */
export function newRecord(
  plan: WorkloadPlan,
  state: WorkloadState,
  { namespace, proof }: { namespace: string; proof: string },
): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: recordName(plan.workloadId),
      namespace,
      labels: { ...workloadLabels(plan, proof), [RECORD_LABEL]: 'true' },
    },
    data: {
      plan: gzipSync(JSON.stringify(plan)).toString('base64'),
      ...stateData(state),
    },
  };
}

export function stateData(state: WorkloadState): { state: string } {
  return { state: JSON.stringify(state) };
}

/** @returns `undefined` where it is none that this suite has written */
export function readRecord({
  metadata,
  data = {},
}: RecordObject): WorkloadRecord | undefined {
  try {
    const packed = Buffer.from(data.plan ?? '', 'base64');
    const plan: WorkloadPlan = JSON.parse(gunzipSync(packed).toString());
    const state: WorkloadState = JSON.parse(data.state ?? '');
    return { plan, state, metadata };
  } catch {
    return undefined;
  }
}
