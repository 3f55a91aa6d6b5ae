import { createConnection } from 'node:net';
import { statusOf, type AskedPort } from '@mlops/plugin-mlops-node';

/** @param path - the socket of the port that is asked */
export function askPort(path: string): AskedPort {
  return {
    takesConnections: signal => takesConnections(`${path}.probe`, signal),
    get: (target, signal) =>
      statusOf({ socketPath: path, path: target, agent: false, signal }),
  };
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
