/** Levels of lists and mappings inside one another. */
const DEEPEST = 64;

/**
 * Whether a value can be written as JSON: text, finite numbers, `true`, `false`, `null`, and lists and
 * mappings of them, nested at most 64 levels, so that whoever walks it recursively comes to an end.
 * `undefined` counts as absent.
 */
export function isJson(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      if (depth >= DEEPEST) return false;
      return isPlain(value)
        ? Object.values(value).every(member => isJson(member, depth + 1))
        : false;
    default:
      return false;
  }
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
