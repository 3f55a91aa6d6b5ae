// A real OpenID Connect server, for tests. It signs everybody in as the person that it is told at its start.
//
// Environment: PERSON, the preferred user name; TAMPER, `audience` or `expired`, to issue tokens that are wrong.
import { generateKeyPairSync } from 'node:crypto';
import { createServer, request as httpRequest } from 'node:http';
import { decodeJwt, importJWK, SignJWT } from 'jose';
import Provider from 'oidc-provider';

const { PERSON = 'alice', TAMPER } = process.env;
const key = {
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    format: 'jwk',
  }),
  kid: 'test',
  alg: 'RS256',
  use: 'sig',
};

let handle;
const server = createServer((req, res) => {
  if (TAMPER && req.url.startsWith('/token')) tamper(req, res);
  else handle(req, res);
});
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://localhost:${server.address().port}`;
  handle = serve(issuer);
  process.stdout.write(`${issuer}\n`);
});

function serve(issuer) {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'portal',
        client_secret: 'secret-of-the-portal',
        redirect_uris: ['http://localhost/handler'],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    jwks: { keys: [key] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'] },
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    issueRefreshToken: async () => true,
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, preferred_username: id, name: id }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope('openid profile email offline_access');
      await grant.save();
      return grant;
    },
  });
  // The port of a test's backend is not known before; RFC 8252 lets any of loopback.
  provider.Client.prototype.redirectUriAllowed = uri =>
    ['localhost', '127.0.0.1'].includes(new URL(uri).hostname);
  const callback = provider.callback();
  return (req, res) => {
    if (!req.url.startsWith('/interaction/')) {
      callback(req, res);
      return;
    }
    provider.interactionFinished(req, res, { login: { accountId: PERSON } });
  };
}

/** Hands the question on, and signs another identity token than the right one. */
function tamper(req, res) {
  const inner = createServer(handle).listen(0, '127.0.0.1', () => {
    const asked = httpRequest(
      {
        port: inner.address().port,
        path: req.url,
        method: req.method,
        headers: req.headers,
      },
      async answer => {
        const chunks = [];
        for await (const chunk of answer) chunks.push(chunk);
        inner.close();
        const body = JSON.parse(Buffer.concat(chunks).toString());
        if (body.id_token) body.id_token = await wrong(body.id_token);
        res.writeHead(answer.statusCode, {
          'Content-Type': 'application/json',
        });
        res.end(JSON.stringify(body));
      },
    );
    req.pipe(asked);
  });
}

async function wrong(token) {
  const claims = decodeJwt(token);
  const changed =
    TAMPER === 'audience'
      ? { ...claims, aud: 'somebody-else' }
      : { ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 };
  return new SignJWT(changed)
    .setProtectedHeader({ alg: 'RS256', kid: 'test' })
    .sign(await importJWK(key, 'RS256'));
}
