import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Name of the cookie that the token is exchanged for. */
export const LAUNCH_COOKIE = 'mlops-launch';

/** Name of the header with the proof that the token is exchanged for as well. */
export const PROOF_HEADER = 'x-launch-proof';

/**
 * The two halves of a way in. Ports do not separate cookies: whatever else listens on this machine, a task too, is
 * sent the cookie by a browser that looks at it. The proof is kept in the storage of the portal's own pages, which
 * ports do separate, and which a script among them could read without having the cookie.
 */
export interface LaunchKeys {
  cookie: string;
  proof: string;
}

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

  /** What the token is exchanged for: made of it, neither of the other, and not the token itself. */
  async keys(): Promise<LaunchKeys | undefined> {
    const token = await this.#read();
    return token === undefined
      ? undefined
      : {
          cookie: sealed(token, LAUNCH_COOKIE),
          proof: sealed(token, PROOF_HEADER),
        };
  }

  async areRight({ cookie, proof }: LaunchKeys): Promise<boolean> {
    const right = await this.keys();
    return (
      right !== undefined &&
      isSame(cookie, right.cookie) &&
      isSame(proof, right.proof)
    );
  }

  async #read(): Promise<string | undefined> {
    if (this.#file === undefined) return undefined;
    const text = await readFile(this.#file, 'utf8');
    // An empty file is no token that everybody knows.
    return text.trim() || undefined;
  }
}

function sealed(token: string, use: string): string {
  return createHmac('sha256', token).update(use).digest('base64url');
}

/** In a time that tells nothing about where two texts differ. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) =>
    createHmac('sha256', LAUNCH_COOKIE).update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
