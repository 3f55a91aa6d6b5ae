import { request } from 'node:http';
import { createConnection } from 'node:net';
import type { ReadinessProbe } from '@mlops/plugin-mlops-common';

/**
 * Asks a program whether it is ready.
 *
 * @param path - the socket of the port that is asked
 * @returns `undefined` if it is, else what it did instead
 */
export async function askReadiness(
  path: string,
  { httpGet, timeoutSeconds }: ReadinessProbe,
  signal: AbortSignal,
): Promise<string | undefined> {
  const limit = AbortSignal.timeout(timeoutSeconds * 1000);
  const within = AbortSignal.any([signal, limit]);
  try {
    if (httpGet === null) {
      const takes = await takesConnections(`${path}.probe`, within);
      return takes ? undefined : 'it takes no connections';
    }
    const status = await statusOf(path, httpGet.path, within);
    return status >= 200 && status < 400
      ? undefined
      : `GET ${httpGet.path} was answered with ${status}`;
  } catch {
    return limit.aborted
      ? `it gave no answer within ${timeoutSeconds} s`
      : 'it takes no connections';
  }
}

function statusOf(
  socketPath: string,
  path: string,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    request(
      {
        socketPath,
        path,
        agent: false,
        signal,
        headers: { host: 'localhost' },
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

/** The supervisor answers for the program, since its own socket takes every connection. */
function takesConnections(path: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ path });
    const stop = () => socket.destroy(new Error('It took too long'));
    signal.addEventListener('abort', stop, { once: true });
    let answer = false;
    socket
      .on('data', () => {
        answer = true;
      })
      .on('error', reject)
      .on('close', () => {
        signal.removeEventListener('abort', stop);
        resolve(answer);
      });
  });
}
