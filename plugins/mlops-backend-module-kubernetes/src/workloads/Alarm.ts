/** What a timer of Node can wait for. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** One timer, which is set anew rather than added to. It keeps no process alive. */
export class Alarm {
  readonly #ring: () => void;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;

  /** @param now - milliseconds since 1970 */
  constructor(ring: () => void, now: () => number) {
    this.#ring = ring;
    this.#now = now;
  }

  /** @param at - milliseconds since 1970; one that is further away than a timer reaches rings early */
  set(at: number): void {
    this.clear();
    if (at === Infinity) return;
    const ms = Math.min(Math.max(0, at - this.#now()), LONGEST_WAIT_MS);
    this.#timer = setTimeout(this.#ring, ms).unref();
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
