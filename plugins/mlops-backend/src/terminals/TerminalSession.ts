import type {
  AuditorService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  terminalRequestSchema,
  type RunId,
  type TerminalEnd,
  type TerminalNews,
  type TerminalRequest,
} from '@mlops/plugin-mlops-common';
import type { ExecutionEngine, Terminal } from '@mlops/plugin-mlops-node';
import type { RawData, WebSocket } from 'ws';
import { whilePermitted } from '../routes/whilePermitted';
import type { RunRow } from '../store/runs';
import type { TicketClaims } from '../store/tickets';
import { engineWithTerminals } from './engineWithTerminals';
import { keepAlive } from './keepAlive';
import type { OpenTerminals } from './OpenTerminals';
import { SendWindow } from './SendWindow';
import type { TerminalRights } from './TerminalRights';
import type { TerminalTarget } from './TerminalTarget';

export interface TerminalSessionDeps {
  auditor: AuditorService;
  rights: TerminalRights;
  engines: ReadonlyMap<string, ExecutionEngine>;
  logger: LoggerService;
  open: OpenTerminals;
  /** Milliseconds without a key after which a terminal is ended. */
  idleMs: number;
  /** Tells those who look at the run. */
  onOpened(run: RunRow, claims: TicketClaims<TerminalTarget>): Promise<void>;
}

/** How long whoever has opened a socket may take to say who it is. */
const BEGIN_WITHIN_MS = 10_000;
/** How long the other side may take to close its end. */
const FAREWELL_MS = 2_000;
/** Of what is shown, in one message at most. */
const PIECE_BYTES = 65_536;

/** One terminal of one person, from the opening of its socket to the end. */
export class TerminalSession {
  /** Kept when everything has ended; never rejected. */
  readonly over: Promise<void>;
  readonly #deps: TerminalSessionDeps;
  readonly #socket: WebSocket;
  readonly #claims: TicketClaims<TerminalTarget>;
  readonly #ending = new AbortController();
  readonly #window = new SendWindow();
  #timer: NodeJS.Timeout;
  #credentials: BackstageCredentials | undefined;
  #terminal: Terminal | undefined;
  #hasBegun = false;

  /** @param claims - of the ticket that opened the socket */
  constructor(
    deps: TerminalSessionDeps,
    socket: WebSocket,
    claims: TicketClaims<TerminalTarget>,
  ) {
    this.#deps = deps;
    this.#socket = socket;
    this.#claims = claims;
    this.#timer = setTimeout(
      () => this.end('refused', { message: 'Nobody said who it is' }),
      BEGIN_WITHIN_MS,
    );
    keepAlive(socket);
    // What is wrong with a message, the protocol tells whoever sent it.
    socket.on('error', error => deps.logger.debug(`A terminal: ${error}`));
    socket.on('message', (data, isBinary) => this.#take(data, isBinary));
    this.#ending.signal.addEventListener('abort', () => this.#window.close());
    this.over = new Promise(resolve => {
      socket.once('close', () => {
        clearTimeout(this.#timer);
        this.#ending.abort();
        resolve();
      });
    });
  }

  /** Says why, and ends it. */
  end(
    reason: TerminalEnd,
    more: { message?: string; exitCode?: number } = {},
  ): void {
    if (this.#ending.signal.aborted) return;
    this.#ending.abort();
    this.#tell({ type: 'ended', reason, ...more });
    this.#socket.close(1000);
    clearTimeout(this.#timer);
    // Whoever does not answer is not waited for.
    this.#timer = setTimeout(() => this.#socket.terminate(), FAREWELL_MS);
  }

  #take(data: RawData, isBinary: boolean): void {
    if (this.#ending.signal.aborted) return;
    if (isBinary) {
      this.#type(bytesOf(data));
      return;
    }
    this.#obey(readRequest(bytesOf(data).toString())).catch(error =>
      this.end('refused', {
        message: error instanceof Error ? error.message : String(error),
      }),
    );
  }

  #type(bytes: Buffer): void {
    const { stream } = this.#terminal ?? {};
    if (!stream?.writable) return;
    this.#timer.refresh();
    if (stream.write(bytes)) return;
    // A program that reads nothing must not make us keep what is typed.
    this.#socket.pause();
    stream.once('drain', () => this.#socket.resume());
  }

  async #obey(request: TerminalRequest | undefined): Promise<void> {
    if (request?.type === 'begin' && !this.#hasBegun) {
      this.#hasBegun = true;
      await this.#begin(request);
    } else if (request?.type === 'resize') {
      this.#terminal?.resize(request);
    } else if (request?.type === 'shown') {
      this.#window.shown(request.bytes);
    } else if (request?.type === 'renew' && this.#hasBegun) {
      await this.#identify(request.token);
    } else {
      this.end('refused', { message: 'The message is not understood' });
    }
  }

  /** Every opening is an event of the auditor, whatever became of it. */
  async #begin(
    asked: Extract<TerminalRequest, { type: 'begin' }>,
  ): Promise<void> {
    const { actor, target } = this.#claims;
    const event = await this.#deps.auditor.createEvent({
      eventId: 'terminal-begin',
      severityLevel: 'medium',
      meta: { actor, ...target },
    });
    try {
      await this.#open(asked);
      await event.success();
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }

  async #open({
    token,
    columns,
    rows,
  }: Extract<TerminalRequest, { type: 'begin' }>): Promise<void> {
    const { engines, logger, open, onOpened, idleMs } = this.#deps;
    const { actor, target } = this.#claims;
    await this.#identify(token);
    const run = await this.#permittedRun();
    if (!open.enter(actor, this.over)) {
      const message = `${actor} has ${open.most} terminals open already`;
      this.end('too-many', { message });
      throw new NotAllowedError(message);
    }
    const engine = engineWithTerminals(engines, run.engine);
    const terminal = await engine.terminal(
      { ...target, runId: target.runId as RunId },
      { columns, rows, signal: this.#ending.signal },
    );
    // Its end tells; an error that nobody hears would end the backend.
    terminal.stream.on('error', error =>
      logger.debug(`A terminal was cut off: ${error}`),
    );
    await onOpened(run, this.#claims);
    this.#terminal = terminal;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end('idle'), idleMs);
    const lost = new AbortController();
    lost.signal.addEventListener('abort', () => this.end('forbidden'));
    whilePermitted(logger, async () => !!(await this.#permittedRun()), lost);
    void this.over.then(() => lost.abort());
    this.#tell({ type: 'opened' });
    void this.#show(terminal);
  }

  /** What the terminal writes, as fast as it is read at the other end, and then its end. */
  async #show({ stream, exit }: Terminal): Promise<void> {
    try {
      for await (const bytes of stream) {
        // What has gathered comes as one.
        for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
          const piece = bytes.subarray(at, at + PIECE_BYTES);
          await this.#window.enter(piece.length);
          await new Promise<void>(resolve =>
            this.#socket.send(piece, () => resolve()),
          );
        }
      }
    } catch (error) {
      this.#deps.logger.debug(`A terminal was cut off: ${error}`);
    }
    const exitCode = await exit;
    if (exitCode === null) this.end('attempt-ended');
    else this.end('exited', { exitCode });
  }

  async #identify(token: string): Promise<void> {
    const { rights } = this.#deps;
    this.#credentials = await rights.identify(token, this.#claims.actor);
  }

  async #permittedRun(): Promise<RunRow> {
    if (!this.#credentials) throw new NotAllowedError('Nobody has signed in');
    const { runId } = this.#claims.target;
    return this.#deps.rights.runFor(this.#credentials, runId);
  }

  #tell(news: TerminalNews): void {
    this.#socket.send(JSON.stringify(news), () => undefined);
  }
}

function readRequest(text: string): TerminalRequest | undefined {
  try {
    return terminalRequestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}
