import type { Knex } from 'knex';
import type { AuditRecord } from '@mlops/plugin-mlops-common';
import { newId } from '../newId';
import { instant, iso, type BigIntColumn } from './columns';
import { whereContains } from './whereNameContains';

export interface AuditRow {
  id: string;
  at: BigIntColumn;
  actor: string;
  action: string;
  subject_kind: AuditRecord['subject']['kind'];
  subject: string;
  before: string | null;
  after: string | null;
}

/** A change of who may do what. */
export interface AuditedChange {
  /** Entity ref, subject of a service, or `system`. */
  actor: string;
  action: string;
  subject: AuditRecord['subject'];
  before: unknown;
  after: unknown;
  now: number;
}

/** Writes down a change, in the transaction that makes it. */
export async function recordAudit(
  tx: Knex,
  { actor, action, subject, before, after, now }: AuditedChange,
): Promise<void> {
  await tx<AuditRow>('audit_records').insert({
    id: newId(),
    at: now,
    actor,
    action,
    subject_kind: subject.kind,
    subject: subject.name,
    before: textOf(before),
    after: textOf(after),
  });
}

/** Newest first. */
export async function listAuditRows(
  db: Knex,
  filter: {
    subjectKind?: string;
    subject?: string;
    person?: string;
    search?: string;
  },
  page: { limit: number; before?: string },
): Promise<AuditRow[]> {
  const query = db<AuditRow>('audit_records');
  if (filter.subjectKind) query.where('subject_kind', filter.subjectKind);
  if (filter.subject) query.where('subject', filter.subject);
  const { person, search } = filter;
  if (person) query.where(either => whereAbout(either, person));
  if (search) {
    query.where(either => {
      whereContains(either, 'subject', search);
      either.orWhere(actor => whereContains(actor, 'actor', search));
    });
  }
  if (page.before !== undefined) query.where('id', '<', page.before);
  return query.orderBy('id', 'desc').limit(page.limit);
}

/** Keeps changes by a person, and those that name them: as the subject, or in what was before or after. */
function whereAbout(query: Knex.QueryBuilder, person: string): void {
  const named = JSON.stringify(person);
  query.where('actor', person).orWhere('subject', person);
  query.orWhere(before => whereContains(before, 'before', named));
  query.orWhere(after => whereContains(after, 'after', named));
}

export function toAuditRecord(row: AuditRow): AuditRecord {
  return {
    id: row.id,
    at: iso(instant(row.at)),
    actor: row.actor,
    action: row.action,
    subject: { kind: row.subject_kind, name: row.subject },
    before: row.before === null ? null : JSON.parse(row.before),
    after: row.after === null ? null : JSON.parse(row.after),
  };
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
