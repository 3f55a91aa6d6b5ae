import type {
  CompileInput,
  CompileProject,
  CompileTemplate,
  PipelineDocument,
  RunId,
  Trigger,
} from '@mlops/plugin-mlops-common';
import type { MlopsConfig } from '../config/readMlopsConfig';

/** What a run or a preview of one adds to the definition. */
export interface CompileRequest {
  pipeline: { id: string; revision: number; document: PipelineDocument };
  run: {
    id: RunId;
    number: number;
    trigger: Trigger;
    createdBy: string | null;
    createdAt: number;
    parameters: Record<string, unknown>;
  };
}

/** A request with everything that the compiler needs beside it. */
export function compileInputOf(
  { pipeline, run }: CompileRequest,
  about: {
    project: CompileProject;
    templates: readonly CompileTemplate[];
    config: Pick<MlopsConfig, 'compile' | 'timeZone'>;
    engine: { images: boolean };
  },
): CompileInput {
  const { metadata, spec } = pipeline.document;
  return {
    pipeline: {
      id: pipeline.id,
      name: metadata.name,
      title: metadata.title ?? metadata.name,
      revision: pipeline.revision,
      spec,
    },
    templates: about.templates,
    project: about.project,
    run: {
      ...run,
      createdAt: new Date(run.createdAt).toISOString(),
      timeZone: about.config.timeZone,
    },
    config: about.config.compile,
    engine: about.engine,
  };
}

/** Names of the templates that a pipeline uses, each once. */
export function templateNamesOf({ spec }: PipelineDocument): string[] {
  return [...new Set(spec.tasks.map(({ template }) => template))];
}
