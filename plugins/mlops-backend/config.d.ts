import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

/** `{ days: 30 }`, `30d` or `P30D`. */
type Duration = SchedulerServiceTaskScheduleDefinitionConfig['timeout'];

export interface Config {
  /** The MLOps suite. */
  mlops?: {
    /** Id of the engine that executes runs. Needed only when several are installed. */
    engine?: string;

    /** Folders of job templates and pipelines, applied at start with the administrator's authority. */
    definitions?: Array<{
      /** Relative to the working directory of the backend. */
      path: string;
      /**
       * Its page in the host of its repository, for example `https://github.com/acme/ml/tree/main/definitions`, of
       * which pages that show and change the files are made. Everybody who sees a pipeline sees it.
       */
      url?: string;
    }>;

    /**
     * Entity refs of users and groups who may do everything, for example `user:default/alice`. They can give the
     * role to others; only here it can be taken from them.
     */
    administrators?: string[];

    namespaces?: {
      /** Kubernetes namespaces that project groups may name besides their own, `mlops-<group>`. */
      allowed?: string[];
    };

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

    /**
     * What the runs of a project group may use together, of each group to which administrators gave no quota of its
     * own. What is absent has no bound.
     */
    quota?: {
      /** Tasks that execute at the same time. */
      tasks?: number;
      /** Cores, for example `8`; the limits of tasks count. */
      cpu?: string | number;
      /** For example `32G`. */
      memory?: string;
      gpu?: string | number;
      /** What runs leave: logs and outputs, for example `100G`. */
      disk?: string;
    };

    /** How long ended runs and what they left are kept. */
    retention?: {
      /** When to look for what may go; `false`: never, and everything is kept. Default: every hour. */
      schedule?: false | SchedulerServiceTaskScheduleDefinitionConfig;
      /** Writes down what would go, and removes nothing. Default: false. */
      dryRun?: boolean;
      /** Nothing younger is removed, whatever the other keys say. Default: 1 day. */
      minimumAge?: Duration;
      /** Records of runs with all that belongs to them; `false`: for ever. */
      runs?:
        | false
        | {
            /** Default: 365 days. */
            keepFor?: Duration;
            /** So many ended runs of each pipeline are kept longer. Default: 20. */
            keepLast?: number;
          };
      /** Logs, with the use of resources over time; `false`: as long as the run. */
      logs?:
        | false
        | {
            /** Default: 180 days. */
            keepFor?: Duration;
            /** All together; beyond it the oldest go first. Default: `5G`. */
            maxTotal?: string;
          };
      /** Files that tasks left; `false`: as long as the run. */
      outputs?:
        | false
        | {
            /** Default: 180 days. */
            keepFor?: Duration;
            /** Default: `20G`. */
            maxTotal?: string;
          };
      /** Cached Python environments, by their last use; `false`: for ever. */
      environments?:
        | false
        | {
            /** Default: 30 days. */
            keepFor?: Duration;
            /** Default: `10G`. */
            maxTotal?: string;
          };
    };

    /** Terminals beside running tasks. */
    terminals?: {
      /** Terminals that one person may have open at a backend. Default: 10. */
      perPerson?: number;
      /** Without a key for so long, a terminal is ended. Default: 1 hour. */
      idle?: Duration;
    };

    /** IANA name of the zone in which `{{ run.date }}` is told. Default: UTC. */
    timeZone?: string;

    /** Environment variables of every task. */
    env?: { [name: string]: string };

    /**
     * Secrets with which everything may pull its image. One that says what it holds is kept in every namespace on
     * every cluster; one that is only a name is made there by somebody else.
     */
    pullSecrets?: Array<
      | string
      | {
          /** Of the secret in each namespace. */
          name: string;
          /** Host and port of the registry, as names of images begin with it. */
          registry: string;
          username: string;
          /** @visibility secret */
          password: string;
        }
    >;

    /**
     * Where images are that templates know by other names: mirrors, and what the demos run in. The longest prefix
     * that fits is replaced, once.
     */
    images?: Array<{
      /** The beginning of a name, up to one of `/`, `:` and `@`, or a whole one: `mlops.invalid/demos:1`. */
      prefix: string;
      /** What stands in its place, for example `registry.example.com/mirror`. */
      location: string;
    }>;

    /** Folders of machines that may be mounted, and what is below them. Default: none. */
    hostPaths?: string[];

    /**
     * Versions of job templates whose containers may do on a machine what root may, as `name@version`, if they ask for
     * it with `privileged: true`. Default: none.
     */
    privileged?: string[];

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
