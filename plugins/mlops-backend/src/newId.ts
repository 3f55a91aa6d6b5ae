import type {
  JobTemplateId,
  PipelineId,
  RunId,
} from '@mlops/plugin-mlops-common';
import { encodeTime, monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** A new id; those of one process sort in the order in which they were made. */
export function newId<T extends RunId | PipelineId | JobTemplateId>(): T {
  return next().toLowerCase() as T;
}

/**
 * The smallest id that can be made at an instant.
 *
 * @param at - milliseconds since 1970
 */
export function firstIdAt(at: number): string {
  const TIME_DIGITS = 10;
  return encodeTime(at, TIME_DIGITS).toLowerCase().padEnd(26, '0');
}
