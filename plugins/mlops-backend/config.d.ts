export interface Config {
  /** The MLOps suite. */
  mlops?: {
    /** Id of the engine that executes runs. Needed only when several are installed. */
    engine?: string;

    /** Folders of job templates and pipelines, applied at start with the administrator's authority. */
    definitions?: Array<{
      /** Relative to the working directory of the backend. */
      path: string;
    }>;

    catalog?: {
      /**
       * Groups of type `mlops-project` are project groups only when the annotation
       * `backstage.io/managed-by-origin-location` starts with one of these.
       */
      trustedLocations?: string[];
    };

    /** How many runs are let in. */
    admission?: {
      /** Runs at the same time; no more than the engine takes. Default: what the engine takes. */
      maxRuns?: number;
      /** Runs that may wait; one more is refused. Default: 200. */
      maxQueued?: number;
    };

    /** IANA name of the zone in which `{{ run.date }}` is told. Default: UTC. */
    timeZone?: string;

    /** Environment variables of every task. */
    env?: { [name: string]: string };

    /** Names of the secrets with which every task may pull its image. */
    pullSecrets?: string[];

    /** Folders of machines that may be mounted, and what is below them. Default: none. */
    hostPaths?: string[];

    /** Resources of tasks whose template and pipeline set none. */
    resources?: {
      /** Cores, for example `1` or `500m`. */
      cpu?: string | number;
      /** For example `1G`. */
      memory?: string;
      /** For example `0` or `1(V100)`. */
      gpu?: string | number;
    };
  };
}
