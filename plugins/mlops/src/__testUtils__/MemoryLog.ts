import {
  LineIndex,
  type LogIndex,
  type LogLine,
  type LogSearchEvent,
  type LogTime,
} from '@mlops/plugin-mlops-common';
import type {
  LogPiece,
  LogRequest,
  LogSearchRequest,
  LogSource,
} from '../components/log/LogSource';

const encode = (text: string) => new TextEncoder().encode(text);

/** A log in memory that answers as the API does, and can be written while it is read. */
export class MemoryLog implements LogSource {
  content: Uint8Array;
  readonly requests: Array<Omit<LogRequest, 'signal'>> = [];
  readonly signals: AbortSignal[] = [];
  /** Of the next search. */
  found: LogSearchEvent[] = [];
  searched: Array<Omit<LogSearchRequest, 'signal'>> = [];
  written: LogTime[] = [];
  error: LogLine | null = null;
  /** Everything is refused with it. */
  failure: Error | null = null;
  /** Streams stay open and let nothing through, as behind a proxy that collects answers. */
  holdsBack = false;
  private open: ReadableStreamDefaultController<Uint8Array> | null = null;

  constructor(content: string | Uint8Array = '') {
    this.content = typeof content === 'string' ? encode(content) : content;
  }

  async index(signal: AbortSignal): Promise<LogIndex> {
    this.take(signal);
    const { size, breaks, lineStart, marks } = this.lineIndex();
    return { size, breaks, lineStart, marks: [...marks] };
  }

  async read({ signal, ...request }: LogRequest): Promise<LogPiece> {
    this.take(signal);
    this.requests.push(request);
    const { offset, limit, follow } = request;
    const size = this.content.length;
    const to = limit === undefined ? size : offset + limit;
    const body = this.content.slice(offset, to);
    return {
      size,
      bytes: new ReadableStream<Uint8Array>({
        start: controller => {
          if (body.length > 0 && !(follow && this.holdsBack)) {
            controller.enqueue(body);
          }
          if (follow) this.open = controller;
          else controller.close();
          signal.addEventListener('abort', () => {
            if (this.open === controller) this.open = null;
            controller.error(signal.reason);
          });
        },
      }),
    };
  }

  async times(range: { from: number; to: number }) {
    const { to } = range;
    return { items: this.written.filter(({ offset }) => offset < to), to };
  }

  async search({ signal, ...request }: LogSearchRequest) {
    this.take(signal);
    this.searched.push(request);
    const lines = this.found.map(event => `${JSON.stringify(event)}\n`);
    return new Blob(lines).stream() as ReadableStream<Uint8Array>;
  }

  async firstError(): Promise<LogLine | null> {
    return this.error;
  }

  write(text: string | Uint8Array) {
    const more = typeof text === 'string' ? encode(text) : text;
    const whole = new Uint8Array(this.content.length + more.length);
    whole.set(this.content);
    whole.set(more, this.content.length);
    this.content = whole;
    if (!this.holdsBack) this.open?.enqueue(more);
  }

  end() {
    this.open?.close();
    this.open = null;
  }

  break() {
    this.open?.error(new TypeError('network error'));
    this.open = null;
  }

  private take(signal: AbortSignal) {
    signal.throwIfAborted();
    this.signals.push(signal);
    if (this.failure) throw this.failure;
  }

  private lineIndex(): LineIndex {
    const index = new LineIndex();
    index.push(this.content);
    return index;
  }
}
