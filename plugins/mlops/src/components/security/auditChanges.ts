import { isGrantList, type ListedGrant } from './isGrantList';

/** A line of what changed: `+` came, `-` went, `~` is different. */
export interface ChangeLine {
  sign: '+' | '-' | '~';
  text: string;
}

/** What a record of the audit says, line by line. */
export function auditChanges(before: unknown, after: unknown): ChangeLine[] {
  if (isGrantList(before) && isGrantList(after)) {
    return grantChanges(before, after);
  }
  if (isRecord(before) || isRecord(after)) {
    return entryChanges(
      isRecord(before) ? before : {},
      isRecord(after) ? after : {},
    );
  }
  return [];
}

function grantChanges(
  before: readonly ListedGrant[],
  after: readonly ListedGrant[],
): ChangeLine[] {
  return entryChanges(scopesOf(before), scopesOf(after));
}

function scopesOf(grants: readonly ListedGrant[]): Record<string, unknown> {
  return Object.fromEntries(
    grants.map(({ permission, scope }) => [permission, scope]),
  );
}

function entryChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): ChangeLine[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key): ChangeLine[] => {
    const [was, is] = [textOf(before[key]), textOf(after[key])];
    if (was === is) return [];
    if (was === '') return [{ sign: '+', text: `${key}: ${is}` }];
    if (is === '') return [{ sign: '-', text: `${key}: ${was}` }];
    return [{ sign: '~', text: `${key}: ${was} → ${is}` }];
  });
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
