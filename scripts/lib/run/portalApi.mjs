import { Refusal } from '../Refusal.mjs';

/** Well below the life of a token, an hour. */
const RENEW_AFTER_MS = 10 * 60_000;

/**
 * The portal's API as its guest.
 *
 * @param portal - `url` such as `http://localhost:7007`, and `launchUrl`, which lets the guest in; `account`, the
 * demo account to be instead
 */
export function portalApi({ url, launchUrl, account }, now = Date.now) {
  const provider = account ? 'demo' : 'guest';
  let session;

  async function ask(address, options) {
    try {
      return await fetch(address, options);
    } catch (error) {
      throw new Refusal(
        `${url} does not answer any more; what it started may go on.`,
        { cause: error },
      );
    }
  }

  async function token() {
    if (!session || now() - session.since > RENEW_AFTER_MS) {
      const launched = await ask(launchUrl, { redirect: 'manual' });
      const cookies = launched.headers.getSetCookie();
      const [, proof = ''] =
        launched.headers.get('location')?.split('#launch=') ?? [];
      const answer = await ask(`${url}/api/auth/${provider}/refresh`, {
        headers: {
          'X-Requested-With': 'XMLHttpRequest',
          'X-Launch-Proof': proof,
          Cookie: cookies.map(cookie => cookie.split(';')[0]).join('; '),
          ...(account && { 'X-Demo-Account': account }),
        },
      });
      if (!answer.ok) {
        throw new Refusal(
          `Nobody can sign in as ${account ?? 'guest'} on ${url} (${
            answer.status
          }): start the run on its page, ${url}/mlops`,
        );
      }
      const { backstageIdentity } = await answer.json();
      session = { since: now(), token: backstageIdentity.token };
    }
    return session.token;
  }

  async function request(path, { method = 'GET', body, signal } = {}) {
    const answer = await ask(`${url}/api/mlops${path}`, {
      method,
      signal,
      headers: {
        Authorization: `Bearer ${await token()}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.ok) return answer;
    const text = await answer.text();
    throw new Refusal(
      `${method} ${path} was answered with ${answer.status}: ${reasonIn(text)}`,
    );
  }

  return {
    /** JSON of a GET. */
    read: async path => (await request(path)).json(),
    /** JSON of a POST. */
    send: async (path, body) =>
      (await request(path, { method: 'POST', body })).json(),
    /** A PUT. */
    put: async (path, body) => {
      await request(path, { method: 'PUT', body });
    },
    /** A POST that is answered with nothing. */
    tell: async path => {
      await request(path, { method: 'POST' });
    },
    /** Bytes of a GET, as they come. */
    stream: async (path, signal) => (await request(path, { signal })).body,
  };
}

function reasonIn(text) {
  try {
    return JSON.parse(text).error.message;
  } catch {
    // A proxy in between does not speak our error format.
    return text.slice(0, 500);
  }
}
