import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import { ServiceUnavailableError } from '@backstage/errors';
import type { ClusterClient, ClusterRequest } from './ClusterClient';
import type { ClusterDetails } from './readClusters';
import { refusal, unanswered } from './refusal';

/** Milliseconds in which an answer has to begin. */
const PATIENCE_MS = 30_000;

/** Bytes of an answer that is read as a whole. */
const MOST_BYTES = 64 * 2 ** 20;

const MERGE = 'application/merge-patch+json';

/** Speaks to an API server with a token of the portal's own. */
export class HttpsClusterClient implements ClusterClient {
  readonly name: string;
  readonly #url: string;
  readonly #agent: Agent;
  readonly #token: () => Promise<string | undefined>;

  constructor({
    name,
    url,
    token,
    certificateAuthority,
    skipVerify,
  }: ClusterDetails) {
    this.name = name;
    this.#url = url.replace(/\/+$/, '');
    this.#token = token;
    this.#agent = new Agent({
      keepAlive: true,
      ca: certificateAuthority,
      rejectUnauthorized: !skipVerify,
    });
  }

  async request<T>(request: ClusterRequest): Promise<T> {
    const { signal } = request;
    const answer = await this.#send(request, signal);
    const text = (await readAll(answer)).toString();
    const status = answer.statusCode ?? 0;
    if (status >= 200 && status < 300) return parse(text) as T;
    throw refusal(this.name, status, text);
  }

  async *stream(
    request: Pick<ClusterRequest, 'path' | 'query'> & { signal: AbortSignal },
  ): AsyncIterable<Uint8Array> {
    const answer = await this.#send(request, request.signal);
    const status = answer.statusCode ?? 0;
    if (status !== 200) {
      const text = (await readAll(answer)).toString();
      throw refusal(this.name, status, text);
    }
    try {
      for await (const chunk of answer) yield chunk;
    } catch (error) {
      if (!request.signal.aborted) throw unanswered(this.name, error);
    }
  }

  async #send(
    { method = 'GET', path, query = {}, body, contentType }: ClusterRequest,
    signal?: AbortSignal,
  ): Promise<IncomingMessage> {
    const url = new URL(this.#url + path);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const token = await this.#token();
    const text = body === undefined ? undefined : JSON.stringify(body);
    const isSecure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const options = {
        method,
        signal,
        ...(isSecure && { agent: this.#agent }),
        headers: {
          Accept: 'application/json, */*',
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          ...(text !== undefined && {
            'Content-Type':
              contentType ?? (method === 'PATCH' ? MERGE : 'application/json'),
            'Content-Length': Buffer.byteLength(text),
          }),
        },
      };
      const sent = (isSecure ? httpsRequest : httpRequest)(url, options);
      // A watch is silent for as long as nothing happens, so only the beginning of an answer is waited for.
      const timer = setTimeout(
        () => sent.destroy(new Error(`no answer in ${PATIENCE_MS / 1000} s`)),
        PATIENCE_MS,
      );
      sent.on('response', answer => {
        clearTimeout(timer);
        resolve(answer);
      });
      sent.on('error', error => {
        clearTimeout(timer);
        reject(unanswered(this.name, error));
      });
      sent.end(text);
    });
  }
}

async function readAll(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) {
      answer.destroy();
      throw new ServiceUnavailableError(
        `An answer of the cluster is larger than ${MOST_BYTES} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Answers of the kubelet, and of proxies in between, are no JSON.
    return undefined;
  }
}
