import { mkdtemp, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import authPlugin from '@backstage/plugin-auth-backend';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { decodeJwt } from 'jose';
import { startOidcServer } from './__testUtils__/startOidcServer';
import { Visitor } from './__testUtils__/Visitor';
import { LaunchToken } from './launch/LaunchToken';
import { authModuleMlops } from './module';

jest.setTimeout(120_000);

const TOKEN = 'the-token-of-the-terminal';

const alice: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'alice', namespace: 'default' },
  spec: { memberOf: ['vision'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/vision' }],
};

async function started(
  providers: JsonObject,
  signIn: JsonObject = {},
  catalog = catalogServiceMock({ entities: [alice] }),
) {
  const folder = await mkdtemp(join(tmpdir(), 'launch-'));
  const launchTokenFile = join(folder, 'token');
  await writeFile(launchTokenFile, `${TOKEN}\n`);
  const backend = await startTestBackend({
    features: [
      authPlugin,
      authModuleMlops,
      catalogServiceMock.mock({
        getEntityByRef: catalog.getEntityByRef.bind(catalog),
        getEntities: catalog.getEntities.bind(catalog),
        getEntitiesByRefs: catalog.getEntitiesByRefs.bind(catalog),
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          auth: {
            environment: 'development',
            session: { secret: 'for tests' },
            providers,
          },
          mlops: { signIn: { launchTokenFile, ...signIn } },
        },
      }),
    ],
  });
  const { port } = backend.server.address() as AddressInfo;
  const { cookie, proof } = (await new LaunchToken(launchTokenFile).keys()) ?? {
    cookie: '',
    proof: '',
  };
  return {
    stop: () => backend.stop(),
    launched: { Cookie: `mlops-launch=${cookie}`, 'X-Launch-Proof': proof },
    at: (path: string) => `http://localhost:${port}/api/auth${path}`,
  };
}

/** Who somebody is, and who speaks for them, as the session says; the token says the first too. */
const refs = (session: {
  token: string;
  identity: { userEntityRef: string; ownershipEntityRefs: string[] };
}) => {
  const { userEntityRef: sub, ownershipEntityRefs: ent } = session.identity;
  expect(decodeJwt(session.token).sub).toBe(sub);
  return { sub, ent };
};

describe('guest and demo sign-in', () => {
  let portal: Awaited<ReturnType<typeof started>>;
  beforeAll(async () => {
    portal = await started(
      { guest: {}, demo: {} },
      { demoAccounts: ['user:default/alice', 'bob'] },
    );
  });
  afterAll(() => portal.stop());

  const ask = async (provider: string, headers: Record<string, string>) => {
    const answer = await fetch(portal.at(`/${provider}/refresh`), { headers });
    return { status: answer.status, body: await answer.json() };
  };

  it.each<[string, Record<string, string>]>([
    ['no cookie', {}],
    ['a wrong cookie', { Cookie: 'mlops-launch=wrong' }],
    ['the token itself as cookie', { Cookie: `mlops-launch=${TOKEN}` }],
  ])('lets nobody in with %s, and says what to do', async (_, headers) => {
    for (const provider of ['guest', 'demo']) {
      const { status, body } = await ask(provider, headers);
      expect(status).toBe(401);
      expect(body.error.message).toMatch(/address .* the terminal printed/);
    }
  });

  it('needs both halves of what the token was exchanged for', async () => {
    const { Cookie, 'X-Launch-Proof': proof } = portal.launched;
    const halves: Array<Record<string, string>> = [
      { Cookie },
      { 'X-Launch-Proof': proof },
      { Cookie, 'X-Launch-Proof': Cookie.replace('mlops-launch=', '') },
      { Cookie: `mlops-launch=${proof}`, 'X-Launch-Proof': proof },
    ];
    for (const half of halves) {
      expect((await ask('guest', half)).status).toBe(401);
    }
  });

  it('lets in who opened the address of the terminal', async () => {
    const { status, body } = await ask('guest', portal.launched);
    expect(status).toBe(200);
    expect(refs(body.backstageIdentity)).toEqual({
      sub: 'user:development/guest',
      ent: ['user:development/guest'],
    });
  });

  it('signs in as a demo account with its groups, and as nobody else', async () => {
    const as = (account: string) =>
      ask('demo', { ...portal.launched, 'X-Demo-Account': account });
    const known = await as('user:default/alice');
    expect(refs(known.body.backstageIdentity)).toEqual({
      sub: 'user:default/alice',
      ent: ['user:default/alice', 'group:default/vision'],
    });
    const unknown = await as('user:default/bob');
    expect(refs(unknown.body.backstageIdentity).sub).toBe('user:default/bob');
    const stranger = await as('user:default/root');
    expect(stranger.status).toBe(401);
    expect(stranger.body.error.message).toContain('user:default/alice');
  });
});

describe('sign-in without a launch token', () => {
  it('is refused by a portal that has none', async () => {
    const portal = await started({ guest: {} }, { launchTokenFile: undefined });
    const answer = await fetch(portal.at('/guest/refresh'));
    expect(answer.status).toBe(401);
    expect((await answer.json()).error.message).toContain(
      'mlops.signIn.launchTokenFile',
    );
    await portal.stop();
  });

  it('does not exist for a provider that is not configured', async () => {
    const portal = await started({ guest: {} });
    const answer = await fetch(portal.at('/demo/refresh'), {
      headers: portal.launched,
    });
    expect(answer.status).toBe(404);
    await portal.stop();
  });
});

describe('sign-in by header', () => {
  const providers = {
    oauth2Proxy: { signIn: { resolvers: [{ resolver: 'headerNamesUser' }] } },
  };
  const headers = { 'X-Forwarded-Preferred-Username': 'alice' };

  it('is refused unless the proxy is trusted', async () => {
    for (const trustedProxies of [[], ['10.0.0.0/8']]) {
      const portal = await started(providers, { trustedProxies });
      const answer = await fetch(portal.at('/oauth2Proxy/refresh'), {
        headers: { ...headers, 'X-Forwarded-For': '10.0.0.1' },
      });
      expect(answer.status).toBe(401);
      expect((await answer.json()).error.message).toContain(
        'mlops.signIn.trustedProxies',
      );
      await portal.stop();
    }
  });

  it('takes the name from a trusted proxy', async () => {
    const portal = await started(providers, {
      trustedProxies: ['127.0.0.0/8', '::1'],
    });
    const answer = await fetch(portal.at('/oauth2Proxy/refresh'), { headers });
    const { backstageIdentity } = await answer.json();
    expect(refs(backstageIdentity).sub).toBe('user:default/alice');
    const nobody = await fetch(portal.at('/oauth2Proxy/refresh'));
    expect(nobody.status).toBe(401);
    await portal.stop();
  });
});

describe('a catalog that is slow or away', () => {
  it.each([
    ['slow', () => new Promise<never>(() => {})],
    ['away', () => Promise.reject(new Error('refused'))],
  ])('costs groups and not the sign-in when it is %s', async (_, answer) => {
    const catalog = catalogServiceMock({ entities: [] });
    catalog.getEntityByRef = answer;
    catalog.getEntities = answer;
    catalog.getEntitiesByRefs = answer;
    const portal = await started({ guest: {} }, {}, catalog);
    const began = Date.now();
    const asked = await fetch(portal.at('/guest/refresh'), {
      headers: portal.launched,
    });
    expect(asked.status).toBe(200);
    expect(Date.now() - began).toBeLessThan(20_000);
    await portal.stop();
  });
});

describe('sign-in by OpenID Connect', () => {
  async function journey(env: Record<string, string> = {}, options = {}) {
    const oidc = await startOidcServer(env);
    const portal = await started({
      oidc: {
        development: {
          metadataUrl: `${oidc.issuer}/.well-known/openid-configuration`,
          clientId: 'portal',
          clientSecret: 'secret-of-the-portal',
          prompt: 'auto',
          additionalScopes: ['offline_access'],
          signIn: { resolvers: [{ resolver: 'claimNamesUser', ...options }] },
        },
      },
    });
    const visitor = new Visitor();
    const end = await visitor.follow(portal.at('/oidc/start?env=development'));
    const page = await end.text();
    return {
      portal,
      visitor,
      /** What the window of the provider hands to the page that opened it. */
      message: JSON.parse(
        decodeURIComponent(
          /decodeURIComponent\('([^']+)'\)/.exec(page)?.[1] ?? '{}',
        ),
      ),
      stop: async () => {
        await portal.stop();
        await oidc.stop();
      },
    };
  }

  it('goes through code and proof key, and stays signed in by refreshing', async () => {
    const { message, visitor, portal, stop } = await journey();
    expect(message.error).toBeUndefined();
    expect(refs(message.response.backstageIdentity)).toEqual({
      sub: 'user:default/alice',
      ent: ['user:default/alice', 'group:default/vision'],
    });
    const asked = visitor.visited.find(url => url.includes('/auth?'));
    expect(new URL(asked ?? '').searchParams.get('code_challenge_method')).toBe(
      'S256',
    );
    const again = await visitor.get(
      portal.at('/oidc/refresh?optional&env=development'),
      { 'X-Requested-With': 'XMLHttpRequest' },
    );
    const { backstageIdentity } = await again.json();
    expect(refs(backstageIdentity).sub).toBe('user:default/alice');
    await stop();
  });

  it('lets in somebody whom the catalog does not know', async () => {
    const { message, stop } = await journey({ PERSON: 'newcomer' });
    expect(refs(message.response.backstageIdentity)).toEqual({
      sub: 'user:default/newcomer',
      ent: ['user:default/newcomer'],
    });
    await stop();
  });

  it.each([
    ['a token for somebody else', { TAMPER: 'audience' }, /aud/],
    ['a token that has expired', { TAMPER: 'expired' }, /exp/],
    ['a name that could be another’s', { PERSON: 'Alice' }, /cannot be a user/],
  ])('refuses %s', async (_, env, reason) => {
    const { message, stop } = await journey(env);
    expect(message.response).toBeUndefined();
    expect(message.error.message).toMatch(reason);
    await stop();
  });
});
