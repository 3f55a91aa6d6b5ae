import { Duplex } from 'node:stream';
import type {
  Terminal,
  TerminalOptions,
  TerminalSize,
} from '@mlops/plugin-mlops-node';

/** A terminal that shows what is typed, in capitals. */
export class MemoryTerminal implements Terminal {
  readonly stream: Duplex;
  readonly exit: Promise<number | null>;
  readonly sizes: TerminalSize[] = [];
  isOpen = true;
  #leave: (code: number | null) => void = () => undefined;

  constructor({ signal, columns, rows }: TerminalOptions) {
    this.sizes.push({ columns, rows });
    this.exit = new Promise(resolve => {
      this.#leave = resolve;
    });
    const stream = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        stream.push(chunk.toString().toUpperCase());
        done();
      },
    });
    stream.once('close', () => {
      this.isOpen = false;
      this.#leave(null);
    });
    signal.addEventListener('abort', () => stream.destroy());
    this.stream = stream;
  }

  resize(size: TerminalSize): void {
    this.sizes.push(size);
  }

  /** As the shell does by itself. */
  leave(code: number | null): void {
    this.#leave(code);
    this.stream.push(null);
  }
}
