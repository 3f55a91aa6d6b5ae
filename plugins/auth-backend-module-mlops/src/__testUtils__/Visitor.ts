/** Somebody with a browser, as far as sign-in needs one: keeps cookies by host and follows redirects. */
export class Visitor {
  readonly #cookies = new Map<string, Map<string, string>>();
  /** Every address that was visited. */
  readonly visited: string[] = [];

  async get(url: string, headers: Record<string, string> = {}) {
    this.visited.push(url);
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: {
        Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair] = cookie.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  /** Goes where the answers send one, to the first that does not. */
  async follow(url: string): Promise<Response> {
    let next = url;
    for (let steps = 0; steps < 20; steps += 1) {
      const answer = await this.get(next);
      const location = answer.headers.get('location');
      if (location === null) return answer;
      next = new URL(location, next).href;
    }
    throw new Error(`The way never ends: ${this.visited.join(' → ')}`);
  }
}
