import type { Checked } from '../problem';
import type { PipelineDocument } from './pipeline';
import { readDocuments } from './readDocuments';

/** Reads a text that holds exactly one pipeline. Never throws. @public */
export function readPipelineDocument(text: string): Checked<PipelineDocument> {
  const [document, second] = readDocuments(text);
  if (document === undefined) {
    return refuse('the text is empty: write one document of kind: Pipeline', 1);
  }
  if (!document.ok) return { ok: false, problems: document.problems };
  if (second !== undefined) {
    return refuse(
      'there is a second document: keep one of kind: Pipeline',
      second.line,
    );
  }
  return document.value.kind === 'Pipeline'
    ? { ok: true, value: document.value }
    : refuse('a job template stands here: write kind: Pipeline', document.line);
}

function refuse(message: string, line: number): Checked<never> {
  const position = { line, column: 1 };
  return { ok: false, problems: [{ path: [], message, position }] };
}
