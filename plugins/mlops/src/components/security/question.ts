export const OBJECT_KINDS = ['project', 'pipeline', 'run'] as const;

/** A question why, as the address of the page holds it. */
export interface Question {
  /** Entity ref, or `external:…`. */
  user: string;
  permission: string;
  kind: (typeof OBJECT_KINDS)[number] | '';
  /** Name of a project group, or id. */
  id: string;
}

export function readQuestion(query: URLSearchParams): Question {
  return {
    user: query.get('user') ?? '',
    permission: query.get('permission') ?? '',
    kind: OBJECT_KINDS.find(kind => kind === query.get('kind')) ?? '',
    id: query.get('id') ?? '',
  };
}

/** The address with another question in it. */
export function writeQuestion(
  query: URLSearchParams,
  question: Question,
): URLSearchParams {
  const after = new URLSearchParams(query);
  for (const [name, value] of Object.entries(question)) {
    if (value === '') after.delete(name);
    else after.set(name, value.trim());
  }
  return after;
}

/** Whether there is enough of it to be asked. */
export function isWhole({ user, permission, kind, id }: Question): boolean {
  const about = kind === '' || id.trim() !== '';
  return user.trim() !== '' && permission !== '' && about;
}
