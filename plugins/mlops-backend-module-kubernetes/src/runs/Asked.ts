import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds after which what could not be answered is asked again. */
const AGAIN_AFTER_MS = 2_000;

/**
 * Answers that take a while, of which each is asked for once and handed over once. Nobody waits: whoever needs one
 * looks again when it is there.
 */
export class Asked<Answer> {
  readonly #signal: AbortSignal;
  readonly #onAnswer: () => void;
  readonly #onFailure: (error: unknown) => void;
  readonly #tries = new Set<Promise<void>>();
  readonly #answers = new Map<string, Answer | undefined>();

  constructor(about: {
    signal: AbortSignal;
    /** An answer is there. */
    onAnswer(): void;
    onFailure(error: unknown): void;
  }) {
    this.#signal = about.signal;
    this.#onAnswer = about.onAnswer;
    this.#onFailure = about.onFailure;
  }

  /**
   * The answer, or `undefined` as long as there is none; then it is asked for, unless it is already.
   *
   * @param ask - may fail, and is called again then
   */
  of(key: string, ask: () => Promise<Answer>): Answer | undefined {
    const answer = this.#answers.get(key);
    if (answer !== undefined) {
      this.#answers.delete(key);
      return answer;
    }
    if (!this.#answers.has(key)) {
      this.#answers.set(key, undefined);
      const tried = this.#try(key, ask).finally(() =>
        this.#tries.delete(tried),
      );
      this.#tries.add(tried);
    }
    return undefined;
  }

  /** When all that was asked for is answered, or could not be for the first time. */
  async idle(): Promise<void> {
    await Promise.all(this.#tries);
  }

  async #try(key: string, ask: () => Promise<Answer>): Promise<void> {
    try {
      this.#answers.set(key, await ask());
      this.#onAnswer();
    } catch (error) {
      if (this.#signal.aborted) return;
      this.#onFailure(error);
      void this.#tryLater(key, ask);
    }
  }

  async #tryLater(key: string, ask: () => Promise<Answer>): Promise<void> {
    await sleep(AGAIN_AFTER_MS, undefined, { signal: this.#signal }).catch(
      () => undefined,
    );
    if (!this.#signal.aborted) await this.#try(key, ask);
  }
}
