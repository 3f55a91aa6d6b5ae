import {
  locateProblems,
  readPipelineDocument,
  type Checked,
  type PipelineDocument,
  type RunId,
  type RunPlan,
} from '@mlops/plugin-mlops-common';
import { newId } from '../newId';
import type { CompileContext } from './CompileContext';

/** A document that can run, and what it would run; `null` where that depends on what a run is given. */
export interface CheckedPipeline {
  document: PipelineDocument;
  plan: RunPlan | null;
}

/**
 * Reads a YAML document and compiles it as if it were run now; changes nothing. Problems carry the line
 * and column where they stand.
 */
export async function checkPipeline(
  context: CompileContext,
  yaml: string,
  by: {
    createdBy: string | null;
    now: number;
    /** Refuses a document that may not be saved by whoever asks, before anything is said about it. */
    permit: (document: PipelineDocument) => Promise<void>;
  },
  parameters: Record<string, unknown>,
): Promise<Checked<CheckedPipeline>> {
  const document = readPipelineDocument(yaml);
  if (!document.ok) return document;
  await by.permit(document.value);
  const plan = await context.compileDefinition({
    pipeline: { id: newId(), revision: 1, document: document.value },
    run: {
      id: newId<RunId>(),
      number: 1,
      trigger: 'manual',
      createdBy: by.createdBy,
      createdAt: by.now,
      parameters,
    },
  });
  if (!plan.ok) {
    return { ok: false, problems: locateProblems(yaml, plan.problems) };
  }
  return { ok: true, value: { document: document.value, plan: plan.value } };
}
