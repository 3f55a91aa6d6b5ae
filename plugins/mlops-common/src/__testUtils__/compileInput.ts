import {
  jobTemplateSpecSchema,
  type JobTemplateSpec,
} from '../definition/jobTemplate';
import { pipelineSpecSchema, type PipelineSpec } from '../definition/pipeline';
import type { z } from 'zod';
import type {
  CompileConfig,
  CompileInput,
  CompileProject,
  CompileRun,
  CompileTemplate,
} from '../plan/CompileInput';
import type { RunId } from '../ids';

/** A released template that runs on both kinds of engines; `spec` says what is special about it. */
export function aTemplate(
  spec: Partial<z.input<typeof jobTemplateSpecSchema>> = {},
  about: Partial<Omit<CompileTemplate, 'spec'>> = {},
): CompileTemplate {
  const full: JobTemplateSpec = jobTemplateSpecSchema.parse({
    version: '1.0.0',
    stage: 'release',
    image: 'example.org/tool:1',
    command: ['tool'],
    local: {},
    ...spec,
  });
  return {
    name: 'tool',
    version: full.version,
    stage: full.stage,
    digest: 'digest',
    ...about,
    spec: full,
  };
}

type TaskInput = z.input<typeof pipelineSpecSchema>['tasks'][number];

/** A task of the template `tool`. */
export function aTask(task: Partial<TaskInput> = {}): TaskInput {
  return { name: 'train', template: 'tool', version: '1.0.0', ...task };
}

/** A pipeline of the group `vision`. */
export function aSpec(
  spec: Partial<z.input<typeof pipelineSpecSchema>> = {},
): PipelineSpec {
  return pipelineSpecSchema.parse({
    project: 'vision',
    tasks: [aTask()],
    ...spec,
  });
}

export interface InputParts {
  spec?: Partial<z.input<typeof pipelineSpecSchema>>;
  templates?: CompileTemplate[];
  project?: Partial<CompileProject>;
  run?: Partial<CompileRun>;
  config?: Partial<CompileConfig>;
  images?: boolean;
}

/** Something that compiles; the parts say what is special about it. */
export function aCompileInput(parts: InputParts = {}): CompileInput {
  return {
    pipeline: {
      id: '01jd0000000000000000000001',
      name: 'digits',
      title: 'Digits',
      revision: 3,
      spec: aSpec(parts.spec),
    },
    templates: parts.templates ?? [aTemplate()],
    project: {
      name: 'vision',
      volumeMount: null,
      cluster: null,
      namespace: null,
      org: null,
      ...parts.project,
    },
    run: {
      id: '01jd0000000000000000000002' as RunId,
      number: 7,
      trigger: 'manual',
      createdBy: 'user:default/ann',
      createdAt: '2026-11-24T22:30:00.000Z',
      timeZone: 'Europe/Berlin',
      parameters: {},
      ...parts.run,
    },
    config: {
      env: {},
      pullSecrets: [],
      images: [],
      resources: {},
      hostPaths: [],
      privileged: [],
      namespaces: [],
      clusters: [],
      ...parts.config,
    },
    engine: { images: parts.images ?? false },
  };
}
