import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** An office system that answers later than this does not answer. */
const TIMEOUT_MS = 5_000;
/** Names of users in the catalog; what is none is refused and never repaired. */
const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/;

/**
 * Asks the office system whose a ticket is.
 *
 * @returns the name of the person
 * @throws AuthenticationError for a ticket that is nobody's
 */
export async function personOfTicket(
  ticketsUrl: string,
  ticket: string,
): Promise<string> {
  const answer = await fetch(`${ticketsUrl}/${encodeURIComponent(ticket)}`, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    // Whoever is sent elsewhere might be told anything there.
    redirect: 'error',
  }).catch(error => {
    throw new ServiceUnavailableError(
      'The office system does not answer; try again in a moment',
      error,
    );
  });
  if (answer.status === 404) {
    throw new AuthenticationError(
      'Your ticket of the office system has run out: sign in there again',
    );
  }
  if (!answer.ok) {
    throw new ServiceUnavailableError(
      `The office system answered with ${answer.status}; try again in a moment`,
    );
  }
  const { name } = await answer.json();
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw new AuthenticationError(
      `The office system says that you are "${name}", which cannot be a user here`,
    );
  }
  return name;
}
