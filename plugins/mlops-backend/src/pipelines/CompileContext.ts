import type { Knex } from 'knex';
import {
  compile,
  compileDefinition,
  type Checked,
  type CompileInput,
  type PipelineDocument,
  type RunId,
  type RunPlan,
  type Trigger,
} from '@mlops/plugin-mlops-common';
import type { MlopsConfig } from '../config/readMlopsConfig';
import type { Projects } from '../projects/Projects';
import { templatesForCompile } from '../store/jobTemplates';

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

/** Gathers what the compiler needs; the decisions are all the compiler's. */
export class CompileContext {
  readonly #db: Knex;
  readonly #config: MlopsConfig;
  readonly #projects: Projects;
  readonly #engine: { images: boolean };

  constructor(deps: {
    db: Knex;
    config: MlopsConfig;
    projects: Projects;
    engine: { images: boolean };
  }) {
    this.#db = deps.db;
    this.#config = deps.config;
    this.#projects = deps.projects;
    this.#engine = deps.engine;
  }

  /** What the run executes. */
  async compile(request: CompileRequest): Promise<Checked<RunPlan>> {
    const input = await this.#inputOf(request);
    return input.ok ? compile(input.value) : input;
  }

  /** What a run would execute, as far as that is known before anybody was asked for parameters. */
  async compileDefinition(
    request: CompileRequest,
  ): Promise<Checked<RunPlan | null>> {
    const input = await this.#inputOf(request);
    return input.ok ? compileDefinition(input.value) : input;
  }

  async #inputOf(request: CompileRequest): Promise<Checked<CompileInput>> {
    const { metadata, spec } = request.pipeline.document;
    const project = await this.#projects.find(spec.project);
    if (!project) {
      const known = (await this.#projects.list()).map(({ name }) => name);
      return {
        ok: false,
        problems: [
          {
            path: ['spec', 'project'],
            message: `there is no project group "${
              spec.project
            }"; known are ${known.join(', ')}`,
          },
        ],
      };
    }
    const names = [...new Set(spec.tasks.map(({ template }) => template))];
    const value: CompileInput = {
      pipeline: {
        id: request.pipeline.id,
        name: metadata.name,
        title: metadata.title ?? metadata.name,
        revision: request.pipeline.revision,
        spec,
      },
      templates: await templatesForCompile(this.#db, names),
      project: {
        name: project.name,
        volumeMount: project.volumeMount,
        cluster: project.cluster,
        namespace: project.namespace,
        org: project.org,
      },
      run: {
        ...request.run,
        createdAt: new Date(request.run.createdAt).toISOString(),
        timeZone: this.#config.timeZone,
      },
      config: this.#config.compile,
      engine: this.#engine,
    };
    return { ok: true, value };
  }
}
