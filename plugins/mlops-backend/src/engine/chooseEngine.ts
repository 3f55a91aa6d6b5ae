import { InputError } from '@backstage/errors';
import type { ExecutionEngine } from '@mlops/plugin-mlops-node';

/** The engine that runs go to. @throws InputError that names the known ones */
export function chooseEngine(
  engines: ReadonlyMap<string, ExecutionEngine>,
  configured: string | undefined,
): ExecutionEngine {
  const known = [...engines.keys()];
  const id = configured ?? (known.length === 1 ? known[0] : undefined);
  const engine = id === undefined ? undefined : engines.get(id);
  if (engine) return engine;
  if (known.length === 0) {
    throw new InputError(
      'No execution engine is installed: add @mlops/plugin-mlops-backend-module-local to the backend',
    );
  }
  throw new InputError(
    id === undefined
      ? `Several execution engines are installed: choose one with mlops.engine, which is one of ${known.join(
          ', ',
        )}`
      : `mlops.engine is "${id}", which is not installed; known are ${known.join(
          ', ',
        )}`,
  );
}
