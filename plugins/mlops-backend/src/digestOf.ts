import { createHash } from 'node:crypto';
import { canonicalJson } from '@mlops/plugin-mlops-common';

/** SHA-256 of a value, independent of the order of its keys, in hexadecimal. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
