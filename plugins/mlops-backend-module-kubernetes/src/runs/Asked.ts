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
      void this.#ask(key, ask);
    }
    return undefined;
  }

  async #ask(key: string, ask: () => Promise<Answer>): Promise<void> {
    while (!this.#signal.aborted) {
      try {
        this.#answers.set(key, await ask());
        this.#onAnswer();
        return;
      } catch (error) {
        if (this.#signal.aborted) return;
        this.#onFailure(error);
        await sleep(AGAIN_AFTER_MS, undefined, { signal: this.#signal }).catch(
          () => undefined,
        );
      }
    }
  }
}
