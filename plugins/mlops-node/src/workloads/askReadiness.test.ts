import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ReadinessProbe } from '@mlops/plugin-mlops-common';
import { askReadiness, type AskedPort } from './askReadiness';
import { statusOf } from './statusOf';

const { signal } = new AbortController();

async function asked(
  listener: RequestListener,
  more: Partial<ReadinessProbe> = {},
) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const where: AskedPort = {
    takesConnections: async () => true,
    get: (path, within) =>
      statusOf({ host: '127.0.0.1', port, path, signal: within }),
  };
  const probe = { httpGet: { path: '/ready' }, timeoutSeconds: 1, ...more };
  const answer = await askReadiness(where, probe, signal);
  server.closeAllConnections();
  server.close();
  return answer;
}

describe('askReadiness', () => {
  it('takes answers from 200 to 399 for ready', async () => {
    const seen: Array<[string | undefined, string | undefined]> = [];
    for (const status of [200, 204, 302, 399]) {
      const answer = await asked(({ url, headers }, response) => {
        seen.push([url, headers.host]);
        response.writeHead(status).end();
      });
      expect(answer).toBeUndefined();
    }
    expect(seen).toEqual(Array(4).fill(['/ready', 'localhost']));
  });

  it.each([400, 503])('says that %i was answered instead', async status => {
    const answer = await asked((_, response) => {
      response.writeHead(status).end();
    });
    expect(answer).toBe(`GET /ready was answered with ${status}`);
  });

  it('gives up after a while', async () => {
    const answer = await asked(() => undefined, { timeoutSeconds: 0.2 });
    expect(answer).toBe('it gave no answer within 0.2 s');
  });

  it('asks for a connection alone, where nothing else is to be asked', async () => {
    const wants = { httpGet: null, timeoutSeconds: 1 };
    const get = jest.fn();
    const answer = (takes: () => Promise<boolean>) =>
      askReadiness({ takesConnections: takes, get }, wants, signal);
    expect(await answer(async () => true)).toBeUndefined();
    expect(await answer(async () => false)).toBe('it takes no connections');
    const refuse = async () => {
      throw new Error('refused');
    };
    expect(await answer(refuse)).toBe('it takes no connections');
    expect(get).not.toHaveBeenCalled();
  });
});
