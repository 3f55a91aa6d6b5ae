import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import type { ReadinessProbe } from '@mlops/plugin-mlops-common';
import { askReadiness } from './askReadiness';

const { signal } = new AbortController();

async function asked(
  listener: RequestListener,
  more: Partial<ReadinessProbe> = {},
) {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const probe: ReadinessProbe = {
    port: 'http',
    httpGet: { path: '/ready' },
    periodSeconds: 1,
    timeoutSeconds: 1,
    startupSeconds: 1,
    ...more,
  };
  const answer = await askReadiness(
    async () => connect(port, '127.0.0.1'),
    probe,
    signal,
  );
  server.closeAllConnections();
  server.close();
  return answer;
}

describe('askReadiness', () => {
  it('takes answers from 200 to 399 for ready', async () => {
    const paths: Array<string | undefined> = [];
    for (const status of [200, 204, 302, 399]) {
      const answer = await asked((request, response) => {
        paths.push(request.url);
        response.writeHead(status).end();
      });
      expect(answer).toBeUndefined();
    }
    expect(new Set(paths)).toEqual(new Set(['/ready']));
  });

  it('says what was answered instead', async () => {
    const answer = await asked((_, response) => {
      response.writeHead(503).end();
    });
    expect(answer).toBe('GET /ready was answered with 503');
  });

  it('gives up after a while', async () => {
    const answer = await asked(() => undefined, { timeoutSeconds: 0.2 });
    expect(answer).toBe('it gave no answer within 0.2 s');
  });

  it('takes a connection that stays for ready, where that is asked', async () => {
    const probe = { httpGet: null, timeoutSeconds: 3 };
    expect(await asked(() => undefined, probe)).toBeUndefined();
  });

  it('says that nobody takes a connection', async () => {
    const probe: ReadinessProbe = {
      port: 'http',
      httpGet: null,
      periodSeconds: 1,
      timeoutSeconds: 1,
      startupSeconds: 1,
    };
    const refuse = async () => {
      throw new Error('refused');
    };
    expect(await askReadiness(refuse, probe, signal)).toBe(
      'it takes no connections',
    );
  });
});
