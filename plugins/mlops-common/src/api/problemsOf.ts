import { ResponseError } from '@backstage/errors';
import type { Problem } from '../problem';
import { errorSchema } from './schemas';

/**
 * The problems that the backend told with a refusal; empty for every other error.
 *
 * @public
 */
export function problemsOf(error: unknown): Problem[] {
  if (!ResponseError.is(error)) return [];
  const body = errorSchema.shape.error.safeParse(error.body.error);
  return body.success ? body.data.problems ?? [] : [];
}
