import type { AuditRecord } from '@mlops/plugin-mlops-common';

/** Whom a change is about; empty where it is about nobody in particular. */
export function memberOf({ before, after }: AuditRecord): string {
  return [after, before].map(nameIn).find(name => name !== '') ?? '';
}

function nameIn(value: unknown): string {
  const isNamed =
    typeof value === 'object' && value !== null && 'member' in value;
  return isNamed && typeof value.member === 'string' ? value.member : '';
}
