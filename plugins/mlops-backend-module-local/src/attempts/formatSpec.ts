/** A port of a program, as its supervisor serves it. */
export interface PortSocket {
  /** The Unix socket where the backend connects; at `<path>.probe` it learns whether the program would answer. */
  path: string;
  /** Where the program listens, as it means it itself: `tcp:<number>` or `unix:<path>`. */
  target: string;
}

/** What a supervisor executes, and how. */
export interface AttemptSpec {
  /** The attempt's, absolute. */
  folder: string;
  /** Where the program starts. */
  directory: string;
  /** 0 is none. */
  timeoutSeconds: number;
  /** Seconds between asking the task to end and ending it. */
  graceSeconds: number;
  /** Bytes, kept by looking; 0 where somebody else keeps the limit. */
  memoryBytes: number;
  /** Kept by looking; 0 where somebody else keeps the limit. */
  processes: number;
  /** Bytes of the log; what comes after is dropped. 0 is no limit. */
  logBytes: number;
  /** Bytes of the disk: with less, a task that holds a good part of it is ended. 0 is no limit. */
  freeDiskBytes: number;
  /** Processes of a sandbox around the task, one below the other. */
  sandboxLevels: number;
  ports: readonly PortSocket[];
  /** Files of the control groups of the task, and what to write into them. */
  groupSettings: Readonly<Record<string, string>>;
  argv: readonly string[];
  environment: Iterable<readonly [string, string]>;
}

/** As the supervisor reads it: fields that end with NUL. None of them can hold one. */
export function formatSpec(spec: AttemptSpec): string {
  const settings = Object.entries(spec.groupSettings);
  return [
    spec.folder,
    spec.directory,
    spec.timeoutSeconds,
    spec.graceSeconds,
    spec.memoryBytes,
    spec.processes,
    spec.logBytes,
    spec.freeDiskBytes,
    spec.sandboxLevels,
    spec.ports.length,
    ...spec.ports.flatMap(({ path, target }) => [path, target]),
    settings.length,
    ...settings.flat(),
    spec.argv.length,
    ...spec.argv,
    ...[...spec.environment].map(([name, value]) => `${name}=${value}`),
  ]
    .map(field => `${field}\0`)
    .join('');
}
