import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Terminal, TerminalSize } from '@mlops/plugin-mlops-node';
import { formatFrame, FrameReader, MOST_BYTES, type Frame } from './frames';

/** A terminal at the other end of a connection; with the connection it ends. */
export class FramedTerminal implements Terminal {
  readonly stream: Duplex;
  readonly exit: Promise<number | null>;
  /** Why there is no shell; `undefined` once there is one. */
  readonly refusal: Promise<string | undefined>;
  readonly #connection: Socket;
  #code: number | null = null;
  #answer: (refusal: string | undefined) => void = () => undefined;

  /** @param connection - on which a shell was asked for */
  constructor(connection: Socket) {
    this.#connection = connection;
    const reader = new FrameReader();
    this.refusal = new Promise(resolve => {
      this.#answer = resolve;
    });
    const stream = new Duplex({
      // A half of a terminal is none.
      allowHalfOpen: false,
      read: () => connection.resume(),
      write: (chunk: Buffer, _encoding, done) => {
        for (let at = 0; at < chunk.length; at += MOST_BYTES) {
          const part = chunk.subarray(at, at + MOST_BYTES);
          const isLast = at + MOST_BYTES >= chunk.length;
          connection.write(formatFrame('i', part), isLast ? done : undefined);
        }
        if (chunk.length === 0) done();
      },
      final: done => {
        connection.end();
        done();
      },
      destroy: (error, done) => {
        connection.destroy();
        done(error);
      },
    });
    this.stream = stream;
    this.exit = new Promise(resolve => {
      connection.once('close', () => {
        stream.push(null);
        this.#answer('the attempt has just ended');
        resolve(this.#code);
      });
    });
    connection.on('data', chunk => {
      try {
        for (const frame of reader.push(chunk)) this.#take(frame);
      } catch {
        connection.destroy();
      }
    });
  }

  resize({ rows, columns }: TerminalSize): void {
    if (this.#connection.writable) {
      this.#connection.write(formatFrame('r', `${rows}\0${columns}\0`));
    }
  }

  #take({ kind, bytes }: Frame): void {
    if (kind === 'o') this.#answer(undefined);
    if (kind === 'e') this.#answer(bytes.toString());
    if (kind === 'd' && !this.stream.push(bytes)) this.#connection.pause();
    if (kind === 'x') this.#code = Number(bytes);
  }
}
