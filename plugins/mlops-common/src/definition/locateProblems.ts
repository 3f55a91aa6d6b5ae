import { LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../problem';
import { locate } from './locate';

/**
 * Adds line and column to problems of a pipeline whose text is known.
 *
 * @param text - one YAML document that `readPipelineDocument` took
 * @param problems - as `compile` tells them, with paths into the `spec`
 * @public
 */
export function locateProblems(
  text: string,
  problems: readonly Problem[],
): Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: 'silent',
  });
  return problems.map(problem => ({
    ...problem,
    position: locate(document, lines, ['spec', ...problem.path]),
  }));
}
