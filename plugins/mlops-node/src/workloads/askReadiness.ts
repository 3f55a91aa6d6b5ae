import type { ReadinessProbe } from '@mlops/plugin-mlops-common';

/**
 * The port of a workload that is asked, as its engine reaches it. Both reject when `signal` aborts, and when nobody
 * takes connections there.
 *
 * @public
 */
export interface AskedPort {
  takesConnections(signal: AbortSignal): Promise<boolean>;
  /** The status with which a GET is answered; see `statusOf`. */
  get(path: string, signal: AbortSignal): Promise<number>;
}

/**
 * Asks a program once whether it is ready.
 *
 * @returns `undefined` if it is, else what it did instead, in words
 * @public
 */
export async function askReadiness(
  port: AskedPort,
  {
    httpGet,
    timeoutSeconds,
  }: Pick<ReadinessProbe, 'httpGet' | 'timeoutSeconds'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const limit = AbortSignal.timeout(timeoutSeconds * 1000);
  const within = AbortSignal.any([signal, limit]);
  try {
    if (httpGet === null) {
      const takes = await port.takesConnections(within);
      return takes ? undefined : 'it takes no connections';
    }
    const status = await port.get(httpGet.path, within);
    return status >= 200 && status < 400
      ? undefined
      : `GET ${httpGet.path} was answered with ${status}`;
  } catch {
    return limit.aborted
      ? `it gave no answer within ${timeoutSeconds} s`
      : 'it takes no connections';
  }
}
