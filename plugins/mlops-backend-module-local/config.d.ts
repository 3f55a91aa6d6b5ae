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
      /** With less free disk than this nothing starts. Default: `1G`. */
      minimumFreeDisk?: string;
      /** Lets the engine start where NODE_ENV is `production`. Default: false. */
      allowInProduction?: boolean;
    };
  };
}
