import type { RouteRequest } from '@mlops/plugin-mlops-common';

/** What of the record is shown. */
export type AuditFilter = Omit<
  NonNullable<RouteRequest<'listAuditRecords'>['query']>,
  'cursor'
>;

/** What was changed, as the address holds it: `role:dev`. */
export interface ChosenSubject {
  kind: 'role' | 'project';
  name: string;
}

/** @returns undefined where it names nothing */
export function readSubject(text: string): ChosenSubject | undefined {
  const [, kind, name] = /^(role|project):(.+)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  return { kind: kind === 'role' ? 'role' : 'project', name };
}

/** The filter of an address; what is empty lets everything through. */
export function auditFilterOf(query: {
  search: string;
  person: string;
  subject: string;
}): AuditFilter {
  const { search, person } = query;
  const subject = readSubject(query.subject);
  return {
    ...(search && { search }),
    ...(person && { person }),
    ...(subject && { subjectKind: subject.kind, subject: subject.name }),
  };
}
