import type { Attempt, RunTask } from '@mlops/plugin-mlops-common';
import type { OpenTerminal } from './OpenTerminal';

/** The terminals that were opened on a page, which go on while others things are looked at. */
export class TerminalShelf {
  readonly #terminals = new Map<string, OpenTerminal>();

  get(key: string): OpenTerminal | undefined {
    return this.#terminals.get(key);
  }

  put(key: string, terminal: OpenTerminal): void {
    this.#terminals.set(key, terminal);
  }

  /** The page is left. */
  dispose(): void {
    this.#terminals.forEach(terminal => void terminal.dispose());
    this.#terminals.clear();
  }
}

/** Under which the terminal beside an attempt lies on the shelf of the page of its run. */
export function terminalKey(
  { name }: Pick<RunTask, 'name'>,
  attempt: Pick<Attempt, 'attempt'> | null,
): string {
  return `${name}/${attempt?.attempt ?? 0}`;
}
