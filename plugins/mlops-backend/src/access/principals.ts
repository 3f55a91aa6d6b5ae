import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Entity ref of a person, or the subject of a service: `external:ci`, `plugin:catalog`. */
export function actorOf(credentials: BackstageCredentials): string {
  return personOf(credentials) ?? serviceOf(credentials) ?? 'unknown';
}

/** Entity ref of the person who asks; `undefined` where a service asks for itself. */
export function personOf({
  principal,
}: BackstageCredentials): string | undefined {
  return textOf(principal, 'user', 'userEntityRef');
}

/**
 * Name of the service that asks for itself: `plugin:catalog` of a plugin, `external:ci` of a script. Subjects of
 * tokens are what the configuration says; a prefix keeps them from being read as people.
 */
export function serviceOf({
  principal,
}: BackstageCredentials): string | undefined {
  const subject = textOf(principal, 'service', 'subject');
  return subject === undefined || /^(plugin|external):/.test(subject)
    ? subject
    : `external:${subject}`;
}

function textOf(
  principal: unknown,
  type: string,
  key: string,
): string | undefined {
  if (typeof principal !== 'object' || principal === null) return undefined;
  const entries = new Map(Object.entries(principal));
  const text = entries.get(key);
  return entries.get('type') === type && typeof text === 'string'
    ? text
    : undefined;
}
