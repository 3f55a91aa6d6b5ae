import { LogWindow } from './LogWindow';
import type { LogSource } from './LogSource';

/** Bytes of the first piece: shorter logs are shown whole. */
const TAIL = 8 * 1024 * 1024;

/** Bytes loaded at once in front. */
const EARLIER = 4 * 1024 * 1024;

/** Milliseconds: often enough to look live, seldom enough to leave the page its time. */
const NOTIFY_EVERY = 50;

/** Milliseconds before a broken stream is opened again; doubles up to the last. */
const RETRY_FIRST = 1_000;
const RETRY_LAST = 15_000;

/** What a viewer draws; a new object whenever something changed. */
export interface LogSnapshot {
  phase:
    | 'loading'
    | 'reading'
    | 'following'
    | 'interrupted'
    | 'ended'
    | 'failed';
  error: Error | null;
  count: number;
  /** Bytes before the first line held. */
  start: number;
  /** Bytes of the log, as far as known. */
  size: number;
  /** Lines ever added in front minus lines let go there; tells by how much every index moved. */
  shift: number;
  loadingEarlier: boolean;
  /** Whether `loadEarlier` would bring more. */
  earlier: boolean;
}

/** Reads the log of one attempt: the tail first, then what is written, earlier parts when asked for. */
export class LogReader {
  private window = new LogWindow(0);
  private readonly aborter = new AbortController();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private shift = 0;
  private size = 0;
  private phase: LogSnapshot['phase'] = 'loading';
  private error: Error | null = null;
  private loadingEarlier = false;
  private snapshot: LogSnapshot;

  /** `live`: whether more may be written; asked for again whenever a stream ends. */
  constructor(private readonly source: LogSource, private live: boolean) {
    this.snapshot = this.take();
  }

  setLive(live: boolean) {
    this.live = live;
  }

  /** Reads until the log ends or `close` is called. Never rejects; a failure is part of the snapshot. */
  async open(): Promise<void> {
    let wait = RETRY_FIRST;
    let begun = false;
    while (!this.aborter.signal.aborted) {
      try {
        const follow = this.live;
        const { size, bytes } = await this.source.read({
          offset: begun ? this.window.end : -TAIL,
          follow,
          signal: this.aborter.signal,
        });
        if (!begun) this.window = new LogWindow(Math.max(0, size - TAIL));
        begun = true;
        wait = RETRY_FIRST;
        this.size = Math.max(this.size, size);
        this.become(follow ? 'following' : 'reading');
        await this.pump(bytes);
        if (!follow || !this.live) {
          this.become('ended');
          return;
        }
      } catch (cause) {
        if (this.aborter.signal.aborted) return;
        this.error = cause instanceof Error ? cause : new Error(String(cause));
        if (!begun || !this.live) {
          this.become('failed');
          return;
        }
        this.become('interrupted');
        wait = Math.min(wait * 2, RETRY_LAST);
      }
      await this.pause(wait);
    }
  }

  close() {
    this.aborter.abort();
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  async loadEarlier(): Promise<void> {
    const { start } = this.window;
    if (this.loadingEarlier || start === 0 || this.window.full) return;
    this.loadingEarlier = true;
    this.publish();
    try {
      const offset = Math.max(0, start - EARLIER);
      const { bytes } = await this.source.read({
        offset,
        limit: start - offset,
        follow: false,
        signal: this.aborter.signal,
      });
      const piece = new Uint8Array(await new Response(bytes).arrayBuffer());
      this.shift += this.window.prepend(piece, offset);
    } catch (cause) {
      if (this.aborter.signal.aborted) return;
      this.error = cause instanceof Error ? cause : new Error(String(cause));
    } finally {
      this.loadingEarlier = false;
      this.publish();
    }
  }

  line = (index: number): string => this.window.line(index);
  numberOf = (index: number): number | null => this.window.numberOf(index);
  indexOf = (number: number): number | null => this.window.indexOf(number);

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  getSnapshot = (): LogSnapshot => this.snapshot;

  private async pump(bytes: ReadableStream<Uint8Array>) {
    const reader = bytes.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (this.aborter.signal.aborted) {
        await reader.cancel();
        return;
      }
      this.window.append(value);
      this.shift -= this.window.trim();
      this.size = Math.max(this.size, this.window.end);
      this.publishSoon();
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(done, ms);
      const { signal } = this.aborter;
      signal.addEventListener('abort', done);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }

  private become(phase: LogSnapshot['phase']) {
    this.phase = phase;
    if (phase !== 'interrupted' && phase !== 'failed') this.error = null;
    this.publish();
  }

  private publishSoon() {
    this.timer ??= setTimeout(() => this.publish(), NOTIFY_EVERY);
  }

  private publish() {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.snapshot = this.take();
    this.listeners.forEach(listener => listener());
  }

  private take(): LogSnapshot {
    return {
      phase: this.phase,
      error: this.error,
      count: this.window.count,
      start: this.window.start,
      size: this.size,
      shift: this.shift,
      loadingEarlier: this.loadingEarlier,
      earlier: this.window.start > 0 && !this.window.full,
    };
  }
}
