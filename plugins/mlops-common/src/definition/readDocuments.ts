import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import type { Checked, Problem } from '../problem';
import { describeIssues } from './describeIssues';
import { isJson } from './isJson';
import {
  jobTemplateDocumentSchema,
  type JobTemplateDocument,
} from './jobTemplate';
import { locate } from './locate';
import { pipelineDocumentSchema, type PipelineDocument } from './pipeline';

/** @public */
export interface ReadDocumentsOptions {
  /** UTF-16 units; a longer text is refused unread. 5,000,000 unless told. */
  maxLength?: number;
}

/** One document of a file, read or refused. @public */
export type ReadDocument = Checked<JobTemplateDocument | PipelineDocument> & {
  /** Line on which it starts, counted from 1. */
  line: number;
};

const MOST_ALIASES = 50;

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
  const { maxLength = 5_000_000 } = options;
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
      .filter(document => document.contents !== null || document.errors.length)
      .map(document => ({
        ...readDocument(document, lines),
        line: startOf(document, lines).line,
      }));
  } catch (error) {
    // The parser calls itself for every level of nesting and can run out of stack.
    if (error instanceof RangeError) return refused(TOO_DEEP);
    throw error;
  }
}

/** Reads a text that holds exactly one pipeline. Never throws. @public */
export function readPipelineDocument(text: string): Checked<PipelineDocument> {
  const [document, second] = readDocuments(text);
  if (document === undefined) {
    return {
      ok: false,
      problems: [
        { path: [], message: 'the text is empty: write one pipeline' },
      ],
    };
  }
  if (!document.ok) return { ok: false, problems: document.problems };
  if (second) {
    return oneOnly(
      'there is a second document: keep one pipeline',
      second.line,
    );
  }
  return document.value.kind === 'Pipeline'
    ? { ok: true, value: document.value }
    : oneOnly(
        `the document is a ${document.value.kind}: write kind: Pipeline`,
        document.line,
      );
}

function oneOnly(message: string, line: number): Checked<never> {
  const position = { line, column: 1 };
  return { ok: false, problems: [{ path: [], message, position }] };
}

const TOO_DEEP = 'the document is nested too deeply: the most is 64 levels';

function refused(message: string): ReadDocument[] {
  const position = { line: 1, column: 1 };
  return [{ ok: false, problems: [{ path: [], message, position }], line: 1 }];
}

function readDocument(
  document: Document.Parsed,
  lines: LineCounter,
): Checked<JobTemplateDocument | PipelineDocument> {
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => {
      const { line, col } = lines.linePos(pos[0]);
      const text = message.replace(/\.$/, '');
      return {
        path: [],
        message: `line ${line}, column ${col}: ${text}`,
        position: { line, column: col },
      };
    });
    return { ok: false, problems };
  }
  const value = plainValue(document);
  const checked = value.ok ? checkKind(value.value) : value;
  if (checked.ok) return checked;
  return {
    ok: false,
    problems: checked.problems.map(problem => ({
      ...problem,
      position: locate(document, lines, problem.path),
    })),
  };
}

function plainValue(document: Document.Parsed): Checked<unknown> {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return isJson(value)
      ? { ok: true, value }
      : refuse([], `${TOO_DEEP}, and numbers must be finite`);
  } catch (error) {
    // How the parser tells of aliases without an anchor, and of too many of them.
    if (error instanceof ReferenceError) {
      return refuse([], `an alias cannot be resolved: ${error.message}`);
    }
    throw error;
  }
}

const SCHEMAS = {
  JobTemplate: jobTemplateDocumentSchema,
  Pipeline: pipelineDocumentSchema,
};

function checkKind(
  value: unknown,
): Checked<JobTemplateDocument | PipelineDocument> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse([], 'a document must be a mapping with apiVersion and kind');
  }
  const kind = 'kind' in value ? value.kind : undefined;
  if (kind !== 'JobTemplate' && kind !== 'Pipeline') {
    return refuse(['kind'], 'kind must be "JobTemplate" or "Pipeline"');
  }
  const checked = SCHEMAS[kind].safeParse(value, { reportInput: true });
  return checked.success
    ? { ok: true, value: checked.data }
    : { ok: false, problems: describeIssues(checked.error.issues) };
}

function refuse(path: Problem['path'], message: string): Checked<never> {
  return { ok: false, problems: [{ path, message }] };
}

function startOf(document: Document.Parsed, lines: LineCounter) {
  return locate(document, lines, []);
}
