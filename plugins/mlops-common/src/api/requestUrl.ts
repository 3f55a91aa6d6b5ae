import { InputError } from '@backstage/errors';

/**
 * The address of one request. Values are encoded, so that none of them can become another route; a
 * value of `{path}` keeps its slashes.
 *
 * @throws InputError for a missing value and for `.` and `..`, which would lead elsewhere.
 */
export function requestUrl(
  baseUrl: string,
  path: string,
  request: {
    params?: Readonly<Record<string, unknown>>;
    query?: Readonly<Record<string, unknown>>;
  },
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(request.params?.[name] ?? '');
    const segments = name === 'path' ? value.split('/') : [value];
    return segments.map(segment => encodeSegment(name, segment)).join('/');
  });
  const query = writeQuery(request.query ?? {});
  return `${baseUrl.replace(/\/+$/, '')}${filled}${query && `?${query}`}`;
}

function encodeSegment(name: string, segment: string): string {
  if (segment === '' || segment === '.' || segment === '..') {
    throw new InputError(
      `"${segment}" cannot be part of "${name}" in an address: give a name`,
    );
  }
  return encodeURIComponent(segment);
}

function writeQuery(query: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null)
        search.append(name, String(item));
    }
  }
  return search.toString();
}
