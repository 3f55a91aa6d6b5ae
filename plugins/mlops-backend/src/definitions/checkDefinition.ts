import type { Knex } from 'knex';
import {
  compileDefinition,
  type PipelineDocument,
  type Problem,
  type RunId,
} from '@mlops/plugin-mlops-common';
import type { MlopsConfig } from '../config/readMlopsConfig';
import { newId } from '../newId';
import { compileInputOf, templateNamesOf } from '../pipelines/compileInputOf';
import { templatesForCompile } from '../store/jobTemplates';

/** @returns why a pipeline can never run, or `undefined` */
export type PipelineCheck = (
  tx: Knex,
  document: PipelineDocument,
) => Promise<string | undefined>;

/**
 * Checks what a pipeline says by itself and of its templates. Its project group may come later than this
 * start, and a definition may be made for another kind of engine, so neither is held against it here: a run
 * tells.
 */
export function checkDefinition(
  config: Pick<MlopsConfig, 'compile' | 'timeZone'>,
  engine: { images: boolean },
  now: () => number,
): PipelineCheck {
  return async (tx, document) => {
    const input = compileInputOf(
      {
        pipeline: { id: newId(), revision: 1, document },
        run: {
          id: newId<RunId>(),
          number: 1,
          trigger: 'manual',
          createdBy: null,
          createdAt: now(),
          parameters: {},
        },
      },
      {
        project: {
          name: document.spec.project,
          volumeMount: null,
          cluster: null,
          namespace: null,
          org: null,
        },
        templates: await templatesForCompile(tx, templateNamesOf(document)),
        config,
        engine,
      },
    );
    const here = compileDefinition(input);
    if (here.ok) return undefined;
    const elsewhere = compileDefinition({
      ...input,
      engine: { images: !engine.images },
    });
    return elsewhere.ok ? undefined : here.problems.map(sentence).join('; ');
  };
}

function sentence({ path, message }: Problem): string {
  return path.length > 0 ? `${path.join('.')}: ${message}` : message;
}
