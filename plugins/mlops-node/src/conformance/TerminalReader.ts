import { setTimeout as sleep } from 'node:timers/promises';
import type { Terminal, TerminalSize } from '../engine/Terminal';

const PATIENCE_MS = 20_000;

/** Somebody at a terminal: types, and remembers what was shown. */
export class TerminalReader {
  text = '';
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    terminal.stream.on('data', (chunk: Buffer) => {
      this.text += chunk.toString();
    });
    terminal.stream.on('error', () => undefined);
  }

  get exit(): Promise<number | null> {
    return this.#terminal.exit;
  }

  type(text: string): void {
    this.#terminal.stream.write(text);
  }

  resize(size: TerminalSize): void {
    this.#terminal.resize(size);
  }

  end(): void {
    this.#terminal.stream.destroy();
  }

  async until(wanted: string): Promise<void> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    while (!this.text.includes(wanted)) {
      if (Date.now() > giveUpAt) {
        throw new Error(
          `Waited in vain for ${JSON.stringify(wanted)} in ${JSON.stringify(
            this.text,
          )}`,
        );
      }
      await sleep(10);
    }
  }
}
