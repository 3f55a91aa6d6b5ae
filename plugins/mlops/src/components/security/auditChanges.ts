import { isGrantList } from './isGrantList';

/** Something that is different after a change. */
export interface AuditChange {
  /** `entry`: something that is in a list, such as a member. */
  kind: 'grant' | 'field' | 'entry';
  /** Permission, field or list. */
  name: string;
  /** Scope, value or entry, as text; `null` where there was none. */
  before: string | null;
  after: string | null;
}

/**
 * What a record of the audit says, change by change. Who was given or lost something is not among them: that is in
 * the sentence of the record.
 */
export function auditChanges(before: unknown, after: unknown): AuditChange[] {
  if (isGrantList(before) && isGrantList(after)) {
    return grantChanges(before, after);
  }
  const [was, is] = [recordOf(before), recordOf(after)];
  return keysOf(was, is).flatMap(name => changesOf(name, was[name], is[name]));
}

function changesOf(
  name: string,
  before: unknown,
  after: unknown,
): AuditChange[] {
  if (name === 'member') return [];
  if (name === 'grants') return grantChanges(before, after);
  if (Array.isArray(before) || Array.isArray(after)) {
    const [was, is] = [entriesOf(before), entriesOf(after)];
    return keysOf(was, is).flatMap(entry =>
      change('entry', name, was[entry], is[entry]),
    );
  }
  return change('field', name, before, after);
}

function grantChanges(before: unknown, after: unknown): AuditChange[] {
  const [was, is] = [scopesOf(before), scopesOf(after)];
  return keysOf(was, is).flatMap(permission =>
    change('grant', permission, was[permission], is[permission]),
  );
}

function change(
  kind: AuditChange['kind'],
  name: string,
  before: unknown,
  after: unknown,
): AuditChange[] {
  const [was, is] = [textOf(before), textOf(after)];
  return was === is ? [] : [{ kind, name, before: was, after: is }];
}

function scopesOf(grants: unknown): Record<string, string> {
  return Object.fromEntries(
    isGrantList(grants)
      ? grants.map(({ permission, scope }) => [permission, scope])
      : [],
  );
}

/** Entries of a list by themselves, so that what is in both is no change. */
function entriesOf(list: unknown): Record<string, string> {
  const entries = Array.isArray(list) ? list.map(entryText) : [];
  return Object.fromEntries(entries.map(entry => [entry, entry]));
}

function entryText(entry: unknown): string {
  const { member, role } = recordOf(entry);
  return typeof member === 'string' && typeof role === 'string'
    ? `${member} (${role})`
    : textOf(entry) ?? '';
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function keysOf(...records: Array<Record<string, unknown>>): string[] {
  return [...new Set(records.flatMap(record => Object.keys(record)))];
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : {};
}
