import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { statusOf, type AskedPort } from '@mlops/plugin-mlops-node';

/** Milliseconds in which a cluster says that a connection was refused; that it was taken, it does not say. */
const REFUSED_WITHIN_MS = 1_500;

/**
 * The port of a pod that is asked whether its program is ready.
 *
 * The portal asks, and not the kubelet, which comes by the address of the pod: a program that listens for nobody else
 * than itself would never be ready for it, and so far as a network keeps no policies, that is what keeps others away.
 *
 * @param connect - to the port
 */
export function askPort(
  connect: (signal: AbortSignal) => Promise<Duplex>,
): AskedPort {
  const connected = async <T>(
    signal: AbortSignal,
    ask: (connection: Duplex) => Promise<T>,
  ): Promise<T> => {
    const connection = await connect(signal);
    connection.on('error', () => undefined);
    try {
      return await ask(connection);
    } finally {
      connection.destroy();
    }
  };
  return {
    takesConnections: signal =>
      connected(signal, connection => staysOpen(connection, signal)),
    get: (path, signal) =>
      connected(signal, connection =>
        statusOf({
          createConnection: () => connection,
          path,
          signal,
          headers: { connection: 'close' },
        }),
      ),
  };
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
