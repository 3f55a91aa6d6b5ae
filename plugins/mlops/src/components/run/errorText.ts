import { ResponseError } from '@backstage/errors';

/** What an error says to a person: of a refusal by the backend its own words, not the number of the answer. */
export function errorText(error: unknown): string {
  if (error instanceof ResponseError) return error.body.error.message;
  return error instanceof Error ? error.message : String(error);
}
