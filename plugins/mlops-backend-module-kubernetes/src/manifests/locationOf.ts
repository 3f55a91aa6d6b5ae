import type { AttemptRef } from '@mlops/plugin-mlops-node';
import type { S3Location } from './argo';
import type { ArtifactLocation } from './ManifestOptions';

/** What an attempt leaves in a store, each below a key of its own. */
export type KeptPart = 'outputs' | 'log' | 'usage';

/**
 * Where a part of an attempt is kept. Of an attempt that is still to come the number is what Argo puts in for it.
 */
export function keyOf(
  { prefix }: Pick<ArtifactLocation, 'prefix'>,
  { runId, task }: Pick<AttemptRef, 'runId' | 'task'>,
  attempt: number | string,
  part: KeptPart,
): string {
  return `${prefix}/${runId}/${task}/${attempt}/${part}`;
}

export function locationOf(
  { endpoint, insecure, bucket, region, secretName: name }: ArtifactLocation,
  key: string,
): S3Location {
  return {
    endpoint,
    insecure,
    bucket,
    ...(region !== undefined && { region }),
    key,
    accessKeySecret: { name, key: 'accessKey' },
    secretKeySecret: { name, key: 'secretKey' },
  };
}
