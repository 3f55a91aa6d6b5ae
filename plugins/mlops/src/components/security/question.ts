import {
  grantablePermissions,
  type ObjectKind,
} from '@mlops/plugin-mlops-common';

/** A question why, as the address of the page holds it. */
export interface Question {
  /** Entity ref, or `external:…`. */
  user: string;
  permission: string;
  /** Name of a project group, or id, of the kind that the permission is about; empty: of any. */
  id: string;
}

export function readQuestion(query: URLSearchParams): Question {
  const permission = query.get('permission') ?? '';
  return {
    user: query.get('user') ?? '',
    permission,
    id: objectKindOf(permission) === null ? '' : query.get('id') ?? '',
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

/** The question with another permission; an object stays as long as it is one of the kind that this is about. */
export function withPermission(
  question: Question,
  permission: string,
): Question {
  const isOfKind =
    objectKindOf(permission) === objectKindOf(question.permission);
  return { ...question, permission, id: isOfKind ? question.id : '' };
}

/** What a permission is about; `null`: about no object in particular. */
export function objectKindOf(permission: string): ObjectKind | null {
  const known = grantablePermissions.find(({ name }) => name === permission);
  return known?.objectKind ?? null;
}

/** Whether there is enough of it to be asked. */
export function isWhole({ user, permission }: Question): boolean {
  return user.trim() !== '' && permission !== '';
}
