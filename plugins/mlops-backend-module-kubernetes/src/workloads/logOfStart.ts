import type { WorkloadId } from '@mlops/plugin-mlops-common';
import type { ObjectStore } from '../artifacts/S3Objects';
import { StoredLog } from '../logs/StoredLog';

/** The log of one start of a workload. */
export function logOfStart(
  objects: ObjectStore,
  workloadId: WorkloadId,
  start: number,
): StoredLog {
  return new StoredLog(objects, `${folderOf(objects, workloadId)}${start}/`);
}

/** Removes the logs of all starts. */
export async function removeLogs(
  objects: ObjectStore,
  workloadId: WorkloadId,
): Promise<void> {
  const keys: string[] = [];
  const folder = folderOf(objects, workloadId);
  for await (const { key } of objects.list(folder)) keys.push(key);
  await objects.remove(keys);
}

function folderOf({ prefix }: ObjectStore, workloadId: WorkloadId): string {
  return `${prefix}/workloads/${workloadId}/log/`;
}
