import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { TerminalDisplay, TerminalSize } from './TerminalConnection';

/** Back from the screen of an editor, which also takes the cursor back: not where there was none. */
const LEAVE_OTHER_SCREEN = '\x1b[?1049l';
/** Soft reset, no marks around pastes, no reports of the mouse; then a new line. */
const AFRESH =
  '\x1b[!p\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\r\n';

export interface XtermScreenOptions {
  /** What readers of the screen call the field that takes keys. */
  label: string;
  onType(bytes: Uint8Array): void;
  onResize(size: TerminalSize): void;
  /** The person asks to go on to the rest of the page by key. */
  onLeave(): void;
}

/** Draws a terminal into an element that may be moved about. */
export class XtermScreen implements TerminalDisplay {
  readonly #host: HTMLElement;
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #observer = new ResizeObserver(() => this.fit());

  /** @param host - in the page, so that it has a size */
  constructor(host: HTMLElement, options: XtermScreenOptions) {
    this.#host = host;
    const terminal = new Terminal({
      cursorBlink: true,
      scrollback: 5_000,
      // Programs choose their colours for the dark; they are to be read in the light too.
      minimumContrastRatio: 4.5,
    });
    this.#terminal = terminal;
    terminal.loadAddon(this.#fit);
    terminal.open(host);
    terminal.textarea?.setAttribute('aria-label', options.label);
    terminal.attachCustomKeyEventHandler(event => this.#onKey(event, options));
    terminal.onData(text => options.onType(new TextEncoder().encode(text)));
    terminal.onBinary(text =>
      options.onType(Uint8Array.from(text, letter => letter.charCodeAt(0))),
    );
    terminal.onResize(({ cols: columns, rows }) =>
      options.onResize({ columns, rows }),
    );
    this.paint();
    this.#observer.observe(host);
  }

  get size(): TerminalSize {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows };
  }

  write(bytes: Uint8Array, onShown: () => void): void {
    this.#terminal.write(bytes, onShown);
  }

  /** Makes ready for another shell; what the last one wrote stays to be read. */
  beginAfresh(): void {
    const { buffer } = this.#terminal;
    if (buffer.active.type === 'alternate') {
      this.#terminal.write(LEAVE_OTHER_SCREEN);
    }
    this.#terminal.write(AFRESH);
  }

  focus(): void {
    this.#terminal.focus();
  }

  /** As many columns and rows as there is room for. */
  fit(): void {
    if (this.#host.clientWidth > 0 && this.#host.clientHeight > 0) {
      this.#fit.fit();
    }
  }

  /** Takes colours and letters from the page around it. */
  paint(): void {
    const { color, backgroundColor, fontFamily, fontSize } = getComputedStyle(
      this.#host,
    );
    const { options } = this.#terminal;
    options.fontFamily = fontFamily;
    options.fontSize = parseFloat(fontSize) || 13;
    options.theme = {
      foreground: color,
      background: backgroundColor,
      cursor: color,
      cursorAccent: backgroundColor,
      selectionBackground: '#7f9fd070',
    };
    this.fit();
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#terminal.dispose();
  }

  /** @returns whether the key is the terminal's */
  #onKey(event: KeyboardEvent, { onLeave }: XtermScreenOptions): boolean {
    if (!event.ctrlKey || event.altKey || event.metaKey) return true;
    const key = event.key.toLowerCase();
    const isPress = event.type === 'keydown';
    if (event.shiftKey && key === 'x') {
      event.preventDefault();
      if (isPress) onLeave();
      return false;
    }
    if (key === 'c' && (event.shiftKey || this.#terminal.hasSelection())) {
      event.preventDefault();
      if (isPress) this.#copy();
      return false;
    }
    // The browser pastes.
    return !(event.shiftKey && key === 'v');
  }

  #copy(): void {
    const text = this.#terminal.getSelection();
    this.#terminal.clearSelection();
    // Without the right to the clipboard there is the menu of the browser.
    if (text) navigator.clipboard?.writeText(text).catch(() => undefined);
  }
}
