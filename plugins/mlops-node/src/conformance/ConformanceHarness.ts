import type { TaskPlan, WorkloadPlan } from '@mlops/plugin-mlops-common';
import type { ExecutionEngine } from '../engine/ExecutionEngine';

/**
 * What an engine brings to be tested. Each test asks for a harness of its own, with state that no other
 * test has. Tests take up to half a minute: set the time-out of Jest to a minute.
 *
 * @public
 */
export interface ConformanceHarness {
  engine: ExecutionEngine;
  /**
   * The engine as a backend finds it that was started anew on the same state, while what was under way
   * went on. The earlier one is not used again, and must not do anything any more: a backend that was
   * killed does not either. Make a new object; what the old one had in memory is lost.
   */
  restart(): Promise<ExecutionEngine>;
  /**
   * What makes a task run a POSIX shell script, with `argv` and `runtime` of the engine's kind. The scripts
   * use what a small Linux has: `sh`, `cat`, `env`, `head`, `tr`, `ln`, `mkdir`, `sleep`, `setsid`.
   */
  shell(script: string): Pick<TaskPlan, 'argv' | 'runtime'>;
  /**
   * What makes a workload run a script of Python 3 with its standard library, which serves one port, `http`.
   * It finds in `MLOPS_PORT_HTTP` or `MLOPS_SOCKET_HTTP` where that is. For engines that run workloads.
   */
  serve?(script: string): Pick<WorkloadPlan, 'argv' | 'runtime' | 'ports'>;
  /** Ends what is left and removes the state. */
  dispose(): Promise<void>;
}
