import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { authModuleOffice } from './module';

jest.setTimeout(60_000);

/** An office system that knows a few tickets. */
async function office() {
  const people: Record<string, unknown> = {
    a1: { name: 'alice' },
    'x/../a1': { name: 'mallory' },
    b2: { name: 'Bob' },
  };
  const server = createServer((req, res) => {
    const ticket = decodeURIComponent((req.url ?? '').replace('/tickets/', ''));
    const person = people[ticket];
    if (ticket === 'away')
      res.writeHead(302, { Location: '/tickets/a1' }).end();
    else if (person) res.end(JSON.stringify(person));
    else res.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, ticketsUrl: `http://127.0.0.1:${port}/tickets` };
}

describe('sign-in by a ticket of the office system', () => {
  let system: Awaited<ReturnType<typeof office>>;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    system = await office();
    backend = await startTestBackend({
      features: [
        authPlugin,
        authModuleOffice,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost' },
            auth: {
              providers: { office: { ticketsUrl: system.ticketsUrl } },
            },
          },
        }),
      ],
    });
  });
  afterAll(async () => {
    await backend.stop();
    system.server.close();
  });

  async function ask(cookie: string) {
    const { port } = backend.server.address() as AddressInfo;
    const answer = await fetch(
      `http://localhost:${port}/api/auth/office/refresh`,
      { headers: { Cookie: cookie } },
    );
    return { status: answer.status, body: await answer.json() };
  }

  it('signs in whose the ticket is', async () => {
    const { status, body } = await ask('a=b; office-ticket=a1; c=d');
    expect(status).toBe(200);
    expect(body.backstageIdentity.identity.userEntityRef).toBe(
      'user:default/alice',
    );
  });

  it.each([
    ['no ticket', '', 401, /office system first/],
    ['a ticket that has run out', 'office-ticket=old', 401, /run out/],
    ['a name that could be another’s', 'office-ticket=b2', 401, /"Bob"/],
    ['an answer from elsewhere', 'office-ticket=away', 503, /does not answer/],
  ])('refuses %s', async (_, cookie, expected, reason) => {
    const { status, body } = await ask(cookie);
    expect(status).toBe(expected);
    expect(body.error.message).toMatch(reason);
  });
});
