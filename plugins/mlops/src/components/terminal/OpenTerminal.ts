import {
  TerminalConnection,
  type TerminalState,
  type TerminalWay,
} from './TerminalConnection';
import type { XtermScreen, XtermScreenOptions } from './XtermScreen';

/** A terminal of this page: what it shows outlives its connections, and its being shown. */
export class OpenTerminal {
  /** Holds the terminal wherever it is put. */
  readonly host = document.createElement('div');
  onLeave: () => void = () => undefined;
  readonly #way: TerminalWay;
  readonly #label: string;
  readonly #listeners = new Set<() => void>();
  #state: TerminalState = { phase: 'connecting' };
  #screen: Promise<XtermScreen> | undefined;
  #connection: TerminalConnection | undefined;
  #isDisposed = false;

  constructor(way: TerminalWay, label: string) {
    this.#way = way;
    this.#label = label;
    this.host.style.height = '100%';
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): TerminalState => this.#state;

  /** Connects, unless that was done before. */
  begin(): void {
    if (!this.#screen) void this.connect();
  }

  /** Connects, again after an end. Only while the host is in the page. */
  async connect(): Promise<void> {
    const isFirst = this.#screen === undefined;
    this.#screen ??= this.#draw();
    this.#change({ phase: 'connecting' });
    const screen = await this.#screen;
    if (this.#isDisposed) return;
    if (!isFirst) screen.beginAfresh();
    this.#connection = new TerminalConnection(this.#way, screen, state =>
      this.#change(state),
    );
    screen.focus();
  }

  /** Ends the shell; what it wrote stays. */
  close(): void {
    this.#connection?.close();
  }

  /** Colours and room may have changed. */
  async refresh(): Promise<void> {
    (await this.#screen)?.paint();
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.close();
    (await this.#screen)?.dispose();
  }

  async #draw(): Promise<XtermScreen> {
    // Large, and seldom wanted.
    const { XtermScreen: Screen } = await import('./XtermScreen');
    const options: XtermScreenOptions = {
      label: this.#label,
      onType: bytes => this.#connection?.type(bytes),
      onResize: size => this.#connection?.resize(size),
      onLeave: () => this.onLeave(),
    };
    return new Screen(this.host, options);
  }

  #change(state: TerminalState): void {
    this.#state = state;
    this.#listeners.forEach(listener => listener());
  }
}
