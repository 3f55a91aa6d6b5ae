import type { Knex } from 'knex';
import {
  compile,
  compileDefinition,
  type Checked,
  type CompileInput,
  type RunPlan,
} from '@mlops/plugin-mlops-common';
import type { MlopsConfig } from '../config/readMlopsConfig';
import type { Projects } from '../projects/Projects';
import type { Quotas } from '../projects/Quotas';
import { compileProjectOf, listProjectRows } from '../store/projects';
import { templatesForCompile } from '../store/jobTemplates';
import {
  compileInputOf,
  templateNamesOf,
  type CompileRequest,
} from './compileInputOf';

/** Gathers what the compiler needs; the decisions are all the compiler's. */
export class CompileContext {
  readonly #db: Knex;
  readonly #config: MlopsConfig;
  readonly #projects: Projects;
  readonly #quotas: Quotas;
  readonly #engine: { images: boolean };

  constructor(deps: {
    db: Knex;
    config: MlopsConfig;
    projects: Projects;
    quotas: Quotas;
    engine: { images: boolean };
  }) {
    this.#db = deps.db;
    this.#config = deps.config;
    this.#projects = deps.projects;
    this.#quotas = deps.quotas;
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
    const { spec } = request.pipeline.document;
    const project = await this.#projects.find(spec.project);
    if (!project) {
      const known = (await listProjectRows(this.#db, {}, true)).map(
        ({ name }) => name,
      );
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
    if (project.gone_at !== null) {
      return {
        ok: false,
        problems: [
          {
            path: ['spec', 'project'],
            message: `the project group "${project.name}" is gone from the catalog: bring its definition back, or give the pipeline to another group`,
          },
        ],
      };
    }
    const names = templateNamesOf(request.pipeline.document);
    const value = compileInputOf(request, {
      project: compileProjectOf(project, this.#quotas.of(project)),
      templates: await templatesForCompile(this.#db, names),
      config: this.#config,
      engine: this.#engine,
    });
    return { ok: true, value };
  }
}
