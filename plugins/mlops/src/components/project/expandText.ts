import {
  projectExpandSchema,
  type ProjectExpand,
} from '@mlops/plugin-mlops-common';

/** Settings as text, and as what the text says; the text is kept while it says nothing. */
export interface ExpandText {
  text: string;
  expand: ProjectExpand;
  /** Why the text is none, or `null`. */
  error: string | null;
}

export function textOf(expand: ProjectExpand): ExpandText {
  return { text: JSON.stringify(expand, null, 2), expand, error: null };
}

/** What somebody typed; the last right value stays while it is not right. */
export function typed(before: ExpandText, text: string): ExpandText {
  try {
    const read = projectExpandSchema.safeParse(JSON.parse(text));
    return read.success
      ? { text, expand: read.data, error: null }
      : { ...before, text, error: firstOf(read.error.issues) };
  } catch (error) {
    return { ...before, text, error: messageOf(error) };
  }
}

/** The value with one setting changed; an empty one goes. */
export function withSetting(
  { expand }: ExpandText,
  key: 'cluster' | 'org' | 'volume_mount' | 'namespace',
  value: string,
): ExpandText {
  const { [key]: _, ...others } = expand;
  return textOf(value === '' ? others : { ...others, [key]: value });
}

/** `org: Invalid input: expected string, received number` */
function firstOf(
  issues: ReadonlyArray<{ path: readonly PropertyKey[]; message: string }>,
): string {
  const [{ path, message }] = issues;
  return [...path.map(String), message].join(': ');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
