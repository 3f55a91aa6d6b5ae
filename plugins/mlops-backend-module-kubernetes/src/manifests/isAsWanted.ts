/**
 * Whether an object on a cluster has all that is wanted of it; what the cluster has added, such as times and versions,
 * does not count. Text of secrets is written as `stringData` and read as `data` in base64.
 */
export function isAsWanted(known: unknown, wanted: unknown): boolean {
  if (!isObject(wanted)) return known === wanted;
  if (!isObject(known)) return false;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(known) &&
      known.length === wanted.length &&
      wanted.every((member, place) => isAsWanted(known[place], member))
    );
  }
  return Object.entries(wanted).every(([name, value]) =>
    name === 'stringData' && isObject(value)
      ? isAsWanted(known.data, inBase64(value))
      : isAsWanted(known[name], value),
  );
}

function inBase64(texts: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      Buffer.from(String(text)).toString('base64'),
    ]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
