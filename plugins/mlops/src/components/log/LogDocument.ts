import { LogFollower, type FollowPhase } from './LogFollower';
import type { LogSource } from './LogSource';
import { Stretches } from './Stretches';

/** Milliseconds: often enough to look live, seldom enough to leave the page its time. */
const NOTIFY_EVERY = 50;

/** Stretches that are read at the same time. */
const AT_ONCE = 3;

/** What a viewer draws; a new object whenever something changed. */
export interface LogSnapshot {
  phase: 'loading' | FollowPhase | 'ended' | 'failed';
  error: Error | null;
  /** Lines of the log, an unfinished last one included. */
  lines: number;
  /** Bytes of the log. */
  size: number;
  /** Grows whenever a line that was not held is. */
  version: number;
}

/**
 * The log of one attempt as if all of it were here: its lines are known by number, and read when they are
 * wanted. What is written meanwhile is added.
 */
export class LogDocument {
  private stretches: Stretches | null = null;
  private readonly aborter = new AbortController();
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private phase: LogSnapshot['phase'] = 'loading';
  private error: Error | null = null;
  private version = 0;
  private wanted: number[] = [];
  private readonly loading = new Set<number>();
  private snapshot: LogSnapshot;

  /** `live`: whether more may be written. */
  constructor(private readonly source: LogSource, private live: boolean) {
    this.snapshot = this.take();
  }

  setLive(live: boolean) {
    this.live = live;
  }

  /** Reads until the log ends or `close` is called. Never rejects; a failure is part of the snapshot. */
  async open(): Promise<void> {
    const { source } = this;
    const { signal } = this.aborter;
    try {
      const stretches = new Stretches(await source.index(signal));
      await stretches.load(stretches.last, source, signal);
      this.stretches = stretches;
      this.become(this.live ? 'following' : 'ended');
      const ears = {
        size: () => stretches.index.size,
        grow: (bytes: Uint8Array) => {
          stretches.grow(bytes);
          this.publishSoon();
        },
        become: (phase: FollowPhase, error?: Error) =>
          this.become(phase, error),
        live: () => this.live,
      };
      if (this.live) await new LogFollower(source, ears, signal).run();
      if (!signal.aborted) this.become('ended');
    } catch (cause) {
      if (!signal.aborted) this.become('failed', errorOf(cause));
    }
  }

  close() {
    this.aborter.abort();
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  /** The text of a line, from 0, or `null` while it is not here; `want` brings it. */
  line = (line: number): string | null => this.stretches?.line(line) ?? null;

  /** Bytes of the log before a line, or `null` while it is not here. */
  beginOf = (line: number): number | null =>
    this.stretches?.beginOf(line) ?? null;

  /** Where the stretch of a line is, in bytes, and how many lines are before it. */
  stretchOf = (
    line: number,
  ): { from: number; to: number; line: number } | null => {
    const index = this.stretches?.index;
    if (!index) return null;
    const stretch = index.stretchOfLine(line);
    return {
      line: index.marks[stretch].line,
      from: index.marks[stretch].offset,
      to: index.marks[stretch + 1]?.offset ?? index.size,
    };
  };

  /** Reads these lines if they are not here; what was wanted before and is not here yet is let go. */
  want(first: number, last: number) {
    const { stretches } = this;
    if (!stretches) return;
    const from = stretches.index.stretchOfLine(first);
    const to = stretches.index.stretchOfLine(last);
    this.wanted = [];
    for (let stretch = from; stretch <= to; stretch += 1) {
      if (!stretches.has(stretch)) this.wanted.push(stretch);
    }
    this.loadWanted(stretches);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  getSnapshot = (): LogSnapshot => this.snapshot;

  private loadWanted(stretches: Stretches) {
    const { signal } = this.aborter;
    for (const stretch of this.wanted) {
      if (this.loading.size >= AT_ONCE || signal.aborted) return;
      if (this.loading.has(stretch)) continue;
      this.loading.add(stretch);
      stretches
        .load(stretch, this.source, signal)
        .then(
          () => this.publishSoon(),
          (cause: unknown) => {
            if (!signal.aborted) this.become(this.phase, errorOf(cause));
          },
        )
        .finally(() => {
          this.loading.delete(stretch);
          this.wanted = this.wanted.filter(other => other !== stretch);
          this.loadWanted(stretches);
        });
    }
  }

  private become(phase: LogSnapshot['phase'], error: Error | null = null) {
    this.phase = phase;
    this.error = error;
    this.publish();
  }

  private publishSoon() {
    this.timer ??= setTimeout(() => this.publish(), NOTIFY_EVERY);
  }

  private publish() {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.version += 1;
    this.snapshot = this.take();
    this.listeners.forEach(listener => listener());
  }

  private take(): LogSnapshot {
    const index = this.stretches?.index;
    return {
      phase: this.phase,
      error: this.error,
      lines: index?.lines ?? 0,
      size: index?.size ?? 0,
      version: this.version,
    };
  }
}

function errorOf(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
