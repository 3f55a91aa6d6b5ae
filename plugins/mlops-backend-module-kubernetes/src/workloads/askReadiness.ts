import { request } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadinessProbe } from '@mlops/plugin-mlops-common';

/** Milliseconds in which a cluster says that a connection was refused; that it was taken, it does not say. */
const REFUSED_WITHIN_MS = 1_500;

/**
 * Asks a program whether it is ready.
 *
 * The portal asks, and not the kubelet, which comes by the address of the pod: a program that listens for nobody else
 * than itself would never be ready for it, and so far as a network keeps no policies, that is what keeps others away.
 *
 * @param connect - to the port that is asked
 * @returns `undefined` if it is, else what it did instead
 */
export async function askReadiness(
  connect: (signal: AbortSignal) => Promise<Duplex>,
  { httpGet, timeoutSeconds }: ReadinessProbe,
  signal: AbortSignal,
): Promise<string | undefined> {
  const limit = AbortSignal.timeout(timeoutSeconds * 1000);
  const within = AbortSignal.any([signal, limit]);
  let connection: Duplex | undefined;
  try {
    connection = await connect(within);
    connection.on('error', () => undefined);
    if (httpGet === null) {
      const takes = await staysOpen(connection, within);
      return takes ? undefined : 'it takes no connections';
    }
    const status = await statusOf(connection, httpGet.path, within);
    return status >= 200 && status < 400
      ? undefined
      : `GET ${httpGet.path} was answered with ${status}`;
  } catch {
    return limit.aborted
      ? `it gave no answer within ${timeoutSeconds} s`
      : 'it takes no connections';
  } finally {
    connection?.destroy();
  }
}

async function staysOpen(
  connection: Duplex,
  signal: AbortSignal,
): Promise<boolean> {
  const ended = new Promise<boolean>(resolve => {
    connection.once('close', () => resolve(false)).resume();
  });
  const patience = sleep(REFUSED_WITHIN_MS, true, { signal });
  return Promise.race([ended, patience]);
}

function statusOf(
  connection: Duplex,
  path: string,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    request(
      {
        createConnection: () => connection,
        path,
        signal,
        headers: { host: 'localhost', connection: 'close' },
      },
      response => {
        response.destroy();
        resolve(response.statusCode ?? 0);
      },
    )
      .on('error', reject)
      .end();
  });
}
