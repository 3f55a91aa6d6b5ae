import type { TaskPlan } from '@mlops/plugin-mlops-common';
import type { ExecutionEngine } from '../engine/ExecutionEngine';

/**
 * What an engine brings to be tested.
 *
 * @public
 */
export interface ConformanceHarness {
  engine: ExecutionEngine;
  /**
   * The engine as a backend finds it that was started anew on the same state, while what was under way
   * went on. The earlier one is not used again.
   */
  restart(): Promise<ExecutionEngine>;
  /** What makes a task run a POSIX shell script, with `argv` and `runtime` of the engine's kind. */
  shell(script: string): Pick<TaskPlan, 'argv' | 'runtime'>;
  /** Ends what is left and removes the state. */
  dispose(): Promise<void>;
}
