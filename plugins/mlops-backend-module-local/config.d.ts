export interface Config {
  mlops?: {
    /** The embedded engine. */
    local?: {
      /** Where runs, logs, outputs and Python environments are kept. Default: `.data/local`. */
      dataDirectory?: string;
      /** Tasks at the same time. Default: the number of processors. */
      slots?: number;
      /** Runs at the same time. Default: 8. */
      maxRuns?: number;
      /** Program that builds Python environments, a path or a name on PATH. Default: `uv`. */
      uv?: string;
      /** Interpreter of the environments: a path, a name on PATH or a version. Default: `python3`. */
      python?: string;
      /** Longest log of an attempt; what comes after is dropped, and that is said. Default: `1G`. */
      maxLog?: string;
      /** With less free disk than this nothing starts. Default: `1G`. */
      minimumFreeDisk?: string;
      /**
       * Whether tasks are kept in sandboxes of bubblewrap. `auto` (default): where the system lets us;
       * `required`: the engine does not start without, which is so by itself as soon as the portal listens
       * beyond loopback or people sign in; `off`: never.
       */
      sandbox?: 'auto' | 'required' | 'off';
      /** What tasks in a sandbox reach. Default: `host`. */
      network?: 'host' | 'none';
      /** Absolute paths that tasks in a sandbox may see besides the system, read-only. */
      visible?: string[];
      /** Processes of one task at the same time. Default: 1024. */
      maxProcesses?: number;
      /** Lets the engine start where NODE_ENV is `production`. Default: false. */
      allowInProduction?: boolean;
    };
  };
}
