import { ServiceUnavailableError } from '@backstage/errors';
import { ClusterError } from './ClusterClient';

/** What an API server says instead of an answer, as an error that names the cluster. */
export function refusal(
  cluster: string,
  status: number,
  text: string,
): ClusterError {
  const value = parse(text);
  const { message, reason } =
    typeof value === 'object' && value !== null
      ? { message: undefined, reason: undefined, ...value }
      : { message: undefined, reason: undefined };
  const said = typeof message === 'string' ? message : text.slice(0, 500);
  return new ClusterError(
    status,
    typeof reason === 'string' ? reason : undefined,
    `The cluster "${cluster}" refuses: ${said || `status ${status}`}`,
  );
}

/** That no answer came, or one that broke off. */
export function unanswered(
  cluster: string,
  error: unknown,
): ServiceUnavailableError {
  const why = error instanceof Error ? error.message : String(error);
  return new ServiceUnavailableError(
    `The cluster "${cluster}" does not answer: ${why}`,
  );
}

/** Answers of the kubelet, and of proxies in between, are no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
