import { NotFoundError } from '@backstage/errors';
import type { ClusterAdmin, ExecutionEngine } from '@mlops/plugin-mlops-node';

/** @throws NotFoundError where the engine puts work on no machines that could be administered */
export function adminOf(
  engine: Pick<ExecutionEngine, 'id' | 'admin'>,
): ClusterAdmin {
  if (engine.admin) return engine.admin;
  throw new NotFoundError(
    `The engine "${engine.id}" has no machines to administer`,
  );
}
