import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { cloudToken, type Cloud } from './cloudToken';
import { readClusters } from './readClusters';

const MINUTE = 60_000;

// The libraries of the clouds take their time to load.
jest.setTimeout(30_000);

/** What clouds tell the machines that they run. */
class Metadata {
  readonly asked: IncomingMessage[] = [];
  status = 200;
  #server: Server | undefined;

  async start(): Promise<string> {
    const server = createServer((request, answer) => {
      this.asked.push(request);
      answer.writeHead(this.status, {
        'Content-Type': 'application/json',
        'Metadata-Flavor': 'Google',
      });
      const expires = Math.floor(Date.now() / 1_000) + 3_600;
      const token = {
        access_token: `token ${this.asked.length}`,
        expires_in: 3_600,
        expires_on: String(expires),
        token_type: 'Bearer',
      };
      answer.end(JSON.stringify(this.status === 200 ? token : {}));
    });
    this.#server = server;
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    const { port } = server.address() as AddressInfo;
    return `127.0.0.1:${port}`;
  }

  stop(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}

describe('the way in by a cloud', () => {
  const before = { ...process.env };
  let metadata: Metadata;
  let now: number;
  beforeEach(() => {
    metadata = new Metadata();
    now = Date.now();
  });
  afterEach(() => {
    metadata.stop();
    process.env = { ...before };
  });

  const tokenOf = (cloud: Cloud) =>
    cloudToken(
      cloud,
      { name: 'alpha', url: 'https://alpha.example', authMetadata: {} },
      new ConfigReader({}),
      () => now,
    );

  it('of Amazon is a signed question who it is, for that cluster', async () => {
    process.env.AWS_ACCESS_KEY_ID = 'key-id';
    process.env.AWS_SECRET_ACCESS_KEY = 'secret';
    process.env.AWS_REGION = 'eu-central-1';
    const [cluster] = readClusters(
      new ConfigReader({
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [
                {
                  name: 'alpha',
                  url: 'https://alpha.example',
                  authProvider: 'aws',
                },
              ],
            },
          ],
        },
      }),
    );
    const token = (await cluster.token()) ?? '';
    expect(token).toMatch(/^k8s-aws-v1\./);
    const [, encoded] = token.split('.');
    const url = new URL(Buffer.from(encoded, 'base64url').toString());
    expect(url.hostname).toBe('sts.eu-central-1.amazonaws.com');
    expect(url.searchParams.get('Action')).toBe('GetCallerIdentity');
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toContain(
      'x-k8s-aws-id',
    );
    expect(url.href).not.toContain('secret');
  });

  it('of Google is the token of the machine, asked for anew before it could end', async () => {
    process.env.GCE_METADATA_HOST = await metadata.start();
    process.env.METADATA_SERVER_DETECTION = 'assume-present';
    process.env.GOOGLE_CLOUD_PROJECT = 'project';
    const token = tokenOf('googleServiceAccount');
    const [first, second] = await Promise.all([token(), token()]);
    expect(first).toMatch(/^token \d/);
    expect(second).toBe(first);
    const { length } = metadata.asked;
    now += 3 * MINUTE;
    expect(await token()).toBe(first);
    expect(metadata.asked).toHaveLength(length);
    now += MINUTE;
    expect(await token()).not.toBe(first);
  });

  it('of Azure is the identity of the machine for Kubernetes, and is asked for again after it was refused', async () => {
    process.env.IDENTITY_ENDPOINT = `http://${await metadata.start()}/token`;
    process.env.IDENTITY_HEADER = 'header';
    process.env.AZURE_TOKEN_CREDENTIALS = 'ManagedIdentityCredential';
    const token = tokenOf('azure');
    metadata.status = 400;
    await expect(token()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /^The cluster "alpha" lets the portal in by "azure", which gives it no token: /,
      ),
    });
    metadata.status = 200;
    expect(await token()).toMatch(/^token \d/);
    const { headers, url } = metadata.asked[metadata.asked.length - 1];
    expect(headers['x-identity-header']).toBe('header');
    expect(url).toContain('6dae42f8-4368-4678-94ff-3960e28e3630');
  });
});
