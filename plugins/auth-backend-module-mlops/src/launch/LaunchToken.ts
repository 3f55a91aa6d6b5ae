import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Name of the cookie that the token is exchanged for. */
export const LAUNCH_COOKIE = 'mlops-launch';

/**
 * What proves that somebody can read the terminal or the data folder of the portal, as Jupyter's token does. It
 * is read at each question, so that a new one counts at once and none is kept in memory for others to find.
 */
export class LaunchToken {
  readonly #file: string | undefined;

  /** @param file - `undefined`: there is none, and nothing is right */
  constructor(file: string | undefined) {
    this.#file = file;
  }

  get isConfigured(): boolean {
    return this.#file !== undefined;
  }

  async isRight(candidate: string): Promise<boolean> {
    const token = await this.#read();
    return token !== undefined && isSame(candidate, token);
  }

  /** The value of the cookie: made of the token, and not the token itself. */
  async cookie(): Promise<string | undefined> {
    const token = await this.#read();
    return token === undefined ? undefined : sealed(token);
  }

  async isRightCookie(candidate: string): Promise<boolean> {
    const right = await this.cookie();
    return right !== undefined && isSame(candidate, right);
  }

  async #read(): Promise<string | undefined> {
    if (this.#file === undefined) return undefined;
    const text = await readFile(this.#file, 'utf8');
    // An empty file is no token that everybody knows.
    return text.trim() || undefined;
  }
}

function sealed(token: string): string {
  return createHmac('sha256', token).update(LAUNCH_COOKIE).digest('base64url');
}

/** In a time that tells nothing about where two texts differ. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) =>
    createHmac('sha256', LAUNCH_COOKIE).update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
