import type { Duplex } from 'node:stream';
import type { TerminalSize } from '@mlops/plugin-mlops-node';

/** What goes both ways between the suite and a pod, by way of the API server. */
export interface ClusterStreams {
  /**
   * Executes a command in a container that runs.
   *
   * @throws ClusterError when the API server refuses, ServiceUnavailableError when it does not answer
   */
  exec(request: ExecRequest): Promise<Execution>;

  /**
   * Connects to a TCP port in the network of a pod, as a program in it would by way of `localhost`: also to a port at
   * which its program listens for nobody else. What is wrong at the other end destroys the stream.
   *
   * @throws ClusterError when the API server refuses, ServiceUnavailableError when it does not answer
   */
  connect(request: PortRequest): Promise<Duplex>;
}

/** A pod by its place. */
export interface PodPlace {
  namespace: string;
  name: string;
}

export interface ExecRequest {
  pod: PodPlace;
  container: string;
  /** Program and arguments. */
  command: readonly string[];
  /** As in a terminal of this size; without, input and output are pipes. */
  terminal: TerminalSize | null;
  signal: AbortSignal;
}

export interface PortRequest {
  pod: PodPlace;
  port: number;
  signal: AbortSignal;
}

/** How a command ended. */
export type ExecutionEnd =
  | { kind: 'exited'; code: number }
  /** It could not be executed, or was torn away. */
  | { kind: 'failed'; message: string }
  /** The connection broke, or was ended here. */
  | { kind: 'lost' };

/** A command that is being executed. */
export interface Execution {
  /** Its input, and what it writes to its output and its errors. With it the connection ends. */
  readonly stream: Duplex;
  resize(size: TerminalSize): void;
  /** Never rejected. */
  readonly end: Promise<ExecutionEnd>;
}
