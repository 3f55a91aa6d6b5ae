import type { Document, LineCounter } from 'yaml';
import { limitProblems, moreProblems, MOST_PROBLEMS } from '../limitProblems';
import type { Checked, Problem } from '../problem';
import { describeIssues } from './describeIssues';
import { inlineFiles } from './inlineFiles';
import { isJson } from './isJson';
import {
  jobTemplateDocumentSchema,
  type JobTemplateDocument,
} from './jobTemplate';
import { locate } from './locate';
import { pipelineDocumentSchema, type PipelineDocument } from './pipeline';

const SCHEMAS = {
  JobTemplate: jobTemplateDocumentSchema,
  Pipeline: pipelineDocumentSchema,
};

/** Aliases times the size of what they stand for; enough to share an environment, too few for a bomb. */
const MOST_ALIASES = 50;

/** What a document is told that nests deeper than anybody reads. */
export const TOO_DEEP =
  'the document is nested too deeply: the most is 64 levels';

/** Reads one parsed YAML document; problems carry line and column. */
export function readDocument(
  document: Document.Parsed,
  lines: LineCounter,
  readFile?: (from: string) => Checked<string>,
): Checked<JobTemplateDocument | PipelineDocument> {
  if (document.errors.length > 0) {
    return { ok: false, problems: describeSyntax(document, lines) };
  }
  const value = plainValue(document);
  const inlined =
    value.ok && readFile ? inlineFiles(value.value, readFile) : value;
  const checked = inlined.ok ? checkKind(inlined.value) : inlined;
  if (checked.ok) return checked;
  return {
    ok: false,
    problems: limitProblems(checked.problems).map(problem => ({
      ...problem,
      position: locate(document, lines, problem.path),
    })),
  };
}

function describeSyntax(document: Document.Parsed, lines: LineCounter) {
  const told = document.errors.slice(0, MOST_PROBLEMS);
  const problems = told.map(({ message, pos }): Problem => {
    const { line, col } = lines.linePos(pos[0]);
    const text = message.replace(/\.$/, '');
    return {
      path: [],
      message: `the YAML is broken at line ${line}, column ${col}: ${text}`,
      position: { line, column: col },
    };
  });
  const left = document.errors.length - told.length;
  return left > 0 ? [...problems, moreProblems(left)] : problems;
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
