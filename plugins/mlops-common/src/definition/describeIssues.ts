import type { z } from 'zod';
import type { Problem } from '../problem';

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** Turns what zod found into problems whose message names the field. */
export function describeIssues(issues: readonly Issue[]): Problem[] {
  return issues.flatMap(issue => {
    const path = issue.path.map(key =>
      typeof key === 'symbol' ? String(key) : key,
    );
    if (issue.code !== 'unrecognized_keys') {
      return [{ path, message: `${formatPath(path)} ${complaint(issue)}` }];
    }
    return issue.keys.map(key => ({
      path: [...path, key],
      message: `${formatPath([
        ...path,
        key,
      ])} is not a known field: remove it or mend its name`,
    }));
  });
}

/** `spec.tasks[2].resources`, or `the document` for the value as a whole. */
function formatPath(path: Problem['path']): string {
  const text = path
    .map(key => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
  return text === '' ? 'the document' : text;
}

function complaint(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing'
        : `must be ${TYPES[issue.expected] ?? issue.expected}, not ${kindOf(
            issue.input,
          )}`;
    case 'invalid_union':
      return `must be ${unionOf(issue)}, not ${kindOf(issue.input)}`;
    case 'invalid_value':
      return `must be ${issue.values
        .map(value => `"${String(value)}"`)
        .join(' or ')}`;
    case 'too_big':
      return `is too large: the most is ${issue.maximum}${unitOf(
        issue.origin,
      )}`;
    case 'too_small':
      return `is too small: the least is ${issue.minimum}${unitOf(
        issue.origin,
      )}`;
    default:
      return issue.message;
  }
}

function unionOf(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const expected = issue.errors
    .map(([first]) => first)
    .flatMap(first =>
      first?.code === 'invalid_type'
        ? [TYPES[first.expected] ?? first.expected]
        : [],
    );
  return expected.length === 0
    ? 'of another form'
    : [...new Set(expected)].join(' or ');
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return TYPES[typeof value] ?? typeof value;
}
