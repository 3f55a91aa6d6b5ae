import { ConflictError } from '@backstage/errors';
import type { ExecutionEngine } from '@mlops/plugin-mlops-node';

type EngineWithTerminals = ExecutionEngine &
  Required<Pick<ExecutionEngine, 'terminal'>>;

/**
 * The engine of a run, if terminals can be opened there.
 *
 * @throws ConflictError when it has none, or is not installed any more
 */
export function engineWithTerminals(
  engines: ReadonlyMap<string, ExecutionEngine>,
  id: string,
): EngineWithTerminals {
  const engine = engines.get(id);
  if (hasTerminals(engine)) return engine;
  throw new ConflictError(
    engine
      ? `The engine "${id}" has no terminals`
      : `The engine "${id}", which executed this run, is not installed any more`,
  );
}

/** Whether terminals can be opened there. */
export function hasTerminals(
  engine: ExecutionEngine | undefined,
): engine is EngineWithTerminals {
  return Boolean(engine?.capabilities.terminals && engine.terminal);
}
