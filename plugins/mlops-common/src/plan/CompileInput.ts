import type { JobTemplateSpec, TemplateStage } from '../definition/jobTemplate';
import type { PipelineSpec } from '../definition/pipeline';
import type { ResourcesDefinition } from '../definition/shared';
import type { RunId } from '../ids';
import type { Quota } from '../quota/Quota';
import type { ImageLocation } from './locateImage';
import type { Trigger } from '../status/status';

/** Everything that a plan is made of; nothing else has any influence on it. @public */
export interface CompileInput {
  pipeline: CompilePipeline;
  /** Versions of templates; more than the tasks use do no harm. */
  templates: readonly CompileTemplate[];
  project: CompileProject;
  run: CompileRun;
  config: CompileConfig;
  engine: {
    /** Tasks run in container images; without, `local` of a template decides. */
    images: boolean;
  };
}

/** One revision of a pipeline. @public */
export interface CompilePipeline {
  id: string;
  name: string;
  title: string;
  revision: number;
  spec: PipelineSpec;
}

/** One version of a template. @public */
export interface CompileTemplate {
  name: string;
  version: string;
  stage: TemplateStage;
  digest: string;
  /** Its definition was removed where it came from. */
  archived?: boolean;
  spec: JobTemplateSpec;
}

/** The project group that owns the pipeline. @public */
export interface CompileProject {
  name: string;
  /** The mount language; mounted into everything that the group runs. */
  volumeMount: string | null;
  /** Name of a configured cluster; `null` is the one the portal runs in. */
  cluster: string | null;
  /** `null` is `mlops-<group>`. */
  namespace: string | null;
  /** Value of the label `org` of the group's machines; `null` is `public`. */
  org: string | null;
  /** What the runs of the group may use together; absent: without bound. */
  quota?: Quota;
}

/** What is decided when a run starts. @public */
export interface CompileRun {
  id: RunId;
  /** Counts from 1 in its pipeline. */
  number: number;
  trigger: Trigger;
  /** Entity ref, or `null` for a schedule. */
  createdBy: string | null;
  /** ISO 8601. */
  createdAt: string;
  /** IANA name of the zone in which `{{ run.date }}` is told, for example `Europe/Berlin`. */
  timeZone: string;
  parameters: Readonly<Record<string, unknown>>;
}

/** What the administrator configured. @public */
export interface CompileConfig {
  /** For every task. */
  env: Readonly<Record<string, string>>;
  /** Names of the secrets that may pull images, for every task. */
  pullSecrets: readonly string[];
  /** Where images are that templates know by other names. */
  images: readonly ImageLocation[];
  /** For tasks and templates that set none; absent parts are cpu `1`, memory `1G`, gpu `0`. */
  resources: ResourcesDefinition;
  /** Only these folders of machines, and what is below them, may be mounted. */
  hostPaths: readonly string[];
  /** Versions of templates, as `name@version`, that may be executed with privilege. */
  privileged: readonly string[];
  /** Namespaces that project groups may name besides their own. */
  namespaces: readonly string[];
  /** Names of the configured clusters. */
  clusters: readonly string[];
}
