import type {
  JobTemplateId,
  PipelineId,
  RunId,
} from '@mlops/plugin-mlops-common';
import { monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** A new id; those of one process sort in the order in which they were made. */
export function newId<T extends RunId | PipelineId | JobTemplateId>(): T {
  return next().toLowerCase() as T;
}
