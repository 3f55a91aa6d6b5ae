import type { AttemptRef } from '@mlops/plugin-mlops-node';
import type { ObjectStore } from '../artifacts/S3Objects';
import { keyOf } from '../manifests/locationOf';
import { StoredLog } from './StoredLog';

/** The log of an attempt, beside its outputs, where Argo's executor archives it. */
export function logOfAttempt(objects: ObjectStore, ref: AttemptRef): StoredLog {
  return new StoredLog(objects, `${keyOf(objects, ref, ref.attempt, 'log')}/`);
}
