import type { TaskPlan } from '@mlops/plugin-mlops-common';
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
  /** Ends what is left and removes the state. */
  dispose(): Promise<void>;
}
