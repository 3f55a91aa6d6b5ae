import type { Parsed } from '../Parsed';
import { problemAt } from '../problemAt';
import { formatName } from './parseTemplateText';
import type { TemplateScope } from './TemplateScope';

/** Names shown in a message; a group with hundreds of parameters should not fill the page. */
const MOST_NAMES = 20;

/**
 * Finds the value of a name. Only own properties count, so that `__proto__`, `constructor` and whatever
 * else an object inherits are unknown names.
 */
export function lookUp(
  segments: readonly string[],
  names: TemplateScope['names'],
  position: number,
): Parsed<unknown> {
  let value: unknown = names;
  for (const [index, segment] of segments.entries()) {
    if (value === undefined || value === null) {
      // The name is known, and what has no value has no parts either.
      return { ok: true, value: undefined };
    }
    if (typeof value !== 'object' || !isOwn(value, segment)) {
      return problemAt(
        position,
        `${formatName(segments.slice(0, index + 1))} is unknown: ${known(
          value,
          segments.slice(0, index),
        )}`,
      );
    }
    value = Reflect.get(value, segment);
  }
  if (segments.length === 1) {
    return problemAt(
      position,
      `${segments[0]} is a group of names: ${known(value, segments)}`,
    );
  }
  return { ok: true, value };
}

function isOwn(value: object, segment: string): boolean {
  const element = Array.isArray(value) && !/^\d+$/.test(segment);
  return segment !== '__proto__' && !element && Object.hasOwn(value, segment);
}

function known(value: unknown, prefix: readonly string[]): string {
  const names =
    typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (prefix.length === 0) names.push('tasks');
  if (names.length === 0) return `${formatName(prefix)} has no names`;
  const shown = names
    .slice(0, MOST_NAMES)
    .map(name => formatName([...prefix, name]));
  if (names.length > MOST_NAMES) shown.push('…');
  return `known are ${shown.join(', ')}`;
}
