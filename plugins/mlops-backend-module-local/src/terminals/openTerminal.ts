import { open } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { basename, dirname } from 'node:path';
import { once } from 'node:events';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Terminal, TerminalOptions } from '@mlops/plugin-mlops-node';
import { FramedTerminal } from './FramedTerminal';
import { formatFrame } from './frames';

export interface TerminalRequest extends TerminalOptions {
  /** Of the attempt's supervisor. */
  socket: string;
  /** Where the shell starts. */
  directory: string;
  /** Processes at most; 0 where somebody else keeps the limit. */
  processes: number;
}

/**
 * Asks the supervisor of an attempt for a terminal.
 *
 * @throws ServiceUnavailableError with the reason when there is none to be had; Error with code ENOENT or
 * ECONNREFUSED when the attempt has no supervisor that listens
 */
export async function openTerminal(
  request: TerminalRequest,
): Promise<Terminal> {
  const { rows, columns, processes, directory, signal } = request;
  const connection = await connectTo(request.socket);
  const onAbort = () => connection.destroy();
  connection.once('close', () => signal.removeEventListener('abort', onAbort));
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) connection.destroy();
  const fields = [rows, columns, processes, directory];
  connection.write(formatFrame('o', fields.map(text => `${text}\0`).join('')));
  const terminal = new FramedTerminal(connection);
  const refusal = await terminal.refusal;
  if (refusal === undefined) return terminal;
  connection.destroy();
  throw new ServiceUnavailableError(
    `There is no terminal to be had: ${refusal}`,
  );
}

/** By way of its folder, since addresses of sockets are short and paths are not. */
async function connectTo(path: string): Promise<Socket> {
  const folder = await open(dirname(path), 'r');
  try {
    const connection = connect(`/proc/self/fd/${folder.fd}/${basename(path)}`);
    await once(connection, 'connect');
    // From here on its end tells.
    connection.on('error', () => undefined);
    return connection;
  } finally {
    await folder.close();
  }
}
