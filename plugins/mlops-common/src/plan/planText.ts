import type { OutputReference, PlanText } from './ProgramPlan';
import { textOf } from '../language/template/textOf';
import { WaitingText } from './evaluateDeep';

/**
 * An evaluated value as one text.
 *
 * @returns `null` where a text inside a list or mapping only partly consists of an output: its characters
 * could not be escaped for JSON before they are known
 */
export function planTextOf(value: unknown): PlanText | null {
  if (value instanceof WaitingText) return value.text;
  return typeof value === 'object' && value !== null
    ? planJsonOf(value)
    : textOf(value);
}

/** An evaluated value as JSON text; see `planTextOf` for `null`. */
export function planJsonOf(value: unknown): PlanText | null {
  const parts: Array<string | OutputReference> = [];
  if (!writeJson(value, parts)) return null;
  const merged = merge(parts);
  const [only] = merged;
  return merged.length === 1 && typeof only === 'string'
    ? only
    : { parts: merged };
}

function writeJson(
  value: unknown,
  parts: Array<string | OutputReference>,
): boolean {
  if (value instanceof WaitingText) {
    const [only, more] = value.text.parts;
    if (more !== undefined || typeof only === 'string') return false;
    parts.push({ ...only, filters: [...only.filters, 'json'] });
    return true;
  }
  if (Array.isArray(value)) {
    parts.push('[');
    const done = value.every((member, index) => {
      if (index > 0) parts.push(',');
      return writeJson(member, parts);
    });
    parts.push(']');
    return done;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(
      ([, member]) => member !== undefined,
    );
    parts.push('{');
    const done = members.every(([key, member], index) => {
      parts.push(`${index > 0 ? ',' : ''}${JSON.stringify(key)}:`);
      return writeJson(member, parts);
    });
    parts.push('}');
    return done;
  }
  parts.push(JSON.stringify(value) ?? 'null');
  return true;
}

function merge(
  parts: ReadonlyArray<string | OutputReference>,
): Array<string | OutputReference> {
  const merged: Array<string | OutputReference> = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') {
      merged[merged.length - 1] = last + part;
    } else {
      merged.push(part);
    }
  }
  return merged;
}

/** Whether the text known so far holds NUL, which no process can receive. */
export function holdsNul(text: PlanText): boolean {
  return typeof text === 'string'
    ? text.includes('\0')
    : text.parts.some(part => typeof part === 'string' && part.includes('\0'));
}
