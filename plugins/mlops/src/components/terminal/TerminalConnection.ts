import {
  TERMINAL_PROTOCOL,
  terminalNewsSchema,
  type TerminalEnd,
  type TerminalRequest,
} from '@mlops/plugin-mlops-common';
import { errorText } from '../run/errorText';

/** What the connection needs of the portal. */
export interface TerminalWay {
  /** Asks for a ticket, which is used at once. */
  ticket(): Promise<string>;
  /** Of the socket, `ws://…`. */
  address(): Promise<string>;
  /** Of the person, as the portal has it now. */
  token(): Promise<string>;
}

export interface TerminalSize {
  columns: number;
  rows: number;
}

/** What shows the terminal. */
export interface TerminalDisplay {
  readonly size: TerminalSize;
  /** @param onShown - called when the bytes were drawn */
  write(bytes: Uint8Array, onShown: () => void): void;
}

/** How it ended; beside what the backend says, `lost` without a word and `closed` by the person. */
export interface TerminalEnding {
  phase: 'ended';
  reason: TerminalEnd | 'lost' | 'closed';
  message?: string;
  exitCode?: number;
}

export type TerminalState =
  | { phase: 'connecting' }
  | { phase: 'open' }
  | TerminalEnding;

/** Bytes in one message at most; a paste may be longer. */
const MOST_BYTES = 32_768;
/** After so many bytes it is told that they were shown. */
const TELL_EVERY_BYTES = 131_072;
/** Tokens are good for an hour, and rights are asked for with them all the time. */
const RENEW_EVERY_MS = 5 * 60_000;

/** One connection to a terminal, from its ticket to its end. */
export class TerminalConnection {
  readonly #way: TerminalWay;
  readonly #display: TerminalDisplay;
  readonly #onState: (state: TerminalState) => void;
  #state: TerminalState = { phase: 'connecting' };
  #socket: WebSocket | undefined;
  #renewal: number | undefined;
  /** Typed before there was a shell. */
  #early: Uint8Array[] = [];
  #shown = 0;
  #told = 0;

  constructor(
    way: TerminalWay,
    display: TerminalDisplay,
    onState: (state: TerminalState) => void,
  ) {
    this.#way = way;
    this.#display = display;
    this.#onState = onState;
    onState(this.#state);
    this.#connect().catch(error =>
      this.#end({ reason: 'refused', message: errorText(error) }),
    );
  }

  /** What the person types or pastes. */
  type(bytes: Uint8Array): void {
    if (this.#state.phase === 'connecting') this.#early.push(bytes);
    if (this.#state.phase !== 'open') return;
    for (let at = 0; at < bytes.length; at += MOST_BYTES) {
      this.#socket?.send(bytes.slice(at, at + MOST_BYTES));
    }
  }

  resize({ columns, rows }: TerminalSize): void {
    if (this.#state.phase === 'open')
      this.#say({ type: 'resize', columns, rows });
  }

  close(): void {
    this.#end({ reason: 'closed' });
  }

  async #connect(): Promise<void> {
    const { ticket, address, token } = this.#way;
    const [good, url, own] = await Promise.all([ticket(), address(), token()]);
    if (this.#state.phase === 'ended') return;
    const socket = new WebSocket(url, [TERMINAL_PROTOCOL, good]);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () =>
      this.#say({ type: 'begin', token: own, ...this.#display.size });
    socket.onmessage = ({ data }) =>
      typeof data === 'string' ? this.#hear(data) : this.#show(data);
    socket.onclose = () => this.#end({ reason: 'lost' });
  }

  #hear(text: string): void {
    const news = terminalNewsSchema.parse(JSON.parse(text));
    if (news.type === 'ended') {
      const { type, ...ending } = news;
      this.#end(ending);
      return;
    }
    this.#renewal = window.setInterval(() => this.#renew(), RENEW_EVERY_MS);
    this.#change({ phase: 'open' });
    // It may have changed while the shell was started.
    this.resize(this.#display.size);
    for (const bytes of this.#early) this.type(bytes);
    this.#early = [];
  }

  #show(data: ArrayBuffer): void {
    this.#display.write(new Uint8Array(data), () => {
      this.#shown += data.byteLength;
      if (this.#shown - this.#told < TELL_EVERY_BYTES) return;
      this.#told = this.#shown;
      if (this.#state.phase === 'open') {
        this.#say({ type: 'shown', bytes: this.#shown });
      }
    });
  }

  #renew(): void {
    this.#way.token().then(
      token =>
        this.#state.phase === 'open' && this.#say({ type: 'renew', token }),
      // Without a newer one the backend ends it when the old one does.
      () => undefined,
    );
  }

  #end(ending: Omit<TerminalEnding, 'phase'>): void {
    if (this.#state.phase === 'ended') return;
    window.clearInterval(this.#renewal);
    this.#change({ phase: 'ended', ...ending });
    this.#socket?.close();
  }

  #change(state: TerminalState): void {
    this.#state = state;
    this.#onState(state);
  }

  #say(request: TerminalRequest): void {
    this.#socket?.send(JSON.stringify(request));
  }
}
