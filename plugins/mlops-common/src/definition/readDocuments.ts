import { LineCounter, parseAllDocuments } from 'yaml';
import type { Checked } from '../problem';
import type { JobTemplateDocument } from './jobTemplate';
import { locate } from './locate';
import type { PipelineDocument } from './pipeline';
import { readDocument, TOO_DEEP } from './readDocument';

/** @public */
export interface ReadDocumentsOptions {
  /** UTF-16 units; a longer text is refused unread. 5,000,000 unless told. */
  maxLength?: number;
  /**
   * The text of a file beside the definition, for `files: [{ path, from: ./train.py }]` of a template, or why
   * it cannot be read. Absent: `from` is refused, as it must be for texts that come over the network.
   */
  readFile?: (from: string) => Checked<string>;
}

/** One document of a file, read or refused. @public */
export type ReadDocument = Checked<JobTemplateDocument | PipelineDocument> & {
  /** Line on which it starts, counted from 1. */
  line: number;
};

/**
 * Reads a YAML file of job templates and pipelines, separated by `---`. Never throws: what is wrong is told
 * with line and column, a document each, so that one broken document does not take the others along.
 *
 * @public
 */
export function readDocuments(
  text: string,
  options: ReadDocumentsOptions = {},
): ReadDocument[] {
  const { maxLength = 5_000_000, readFile } = options;
  if (text.length > maxLength) {
    return refused(`the text is too long: the most is ${maxLength} characters`);
  }
  const lines = new LineCounter();
  try {
    return parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'silent',
    })
      .filter(document => !isEmpty(document))
      .map(document => ({
        ...readDocument(document, lines, readFile),
        line: locate(document, lines, []).line,
      }));
  } catch (error) {
    // The parser calls itself for every level of nesting and can run out of stack.
    if (error instanceof RangeError) return refused(TOO_DEEP);
    throw error;
  }
}

function isEmpty(
  document: ReturnType<typeof parseAllDocuments>[number],
): boolean {
  // A text without any document, or nothing but a comment between two lines `---`.
  const [start, end] = document.contents?.range ?? [0, 0];
  return document.errors.length === 0 && start === end;
}

function refused(message: string): ReadDocument[] {
  const position = { line: 1, column: 1 };
  return [{ ok: false, problems: [{ path: [], message, position }], line: 1 }];
}
