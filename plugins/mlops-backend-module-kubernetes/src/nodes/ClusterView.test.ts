import { mockServices } from '@backstage/backend-test-utils';
import type { ClusterClient, ClusterRequest } from '../cluster/ClusterClient';
import { ClusterView } from './ClusterView';

/** An API server that may be away, with machines, and watches that tell what a test says. */
class SomeCluster implements ClusterClient {
  readonly name = 'alpha';
  isAway = false;
  /** It refuses to tell its pods. */
  hidesPods = false;
  nodes = ['one'];
  readonly asked: string[] = [];
  tell: (event: object) => void = () => {};

  async request<T>({ path, query }: ClusterRequest): Promise<T> {
    this.asked.push(`${path} ${query?.limit}`);
    if (this.isAway) throw new Error('no route');
    const isPods = path.endsWith('/pods');
    if (isPods && this.hidesPods) throw new Error('pods are forbidden');
    const items = isPods ? [] : this.nodes.map(objectOf);
    return { metadata: { resourceVersion: '1' }, items } as T;
  }

  async *stream({
    path,
    signal,
  }: {
    path: string;
    signal: AbortSignal;
  }): AsyncIterable<Uint8Array> {
    while (!signal.aborted) {
      const event = await new Promise<object | undefined>(resolve => {
        if (path.endsWith('/nodes')) this.tell = resolve;
        signal.addEventListener('abort', () => resolve(undefined));
      });
      if (event) yield Buffer.from(`${JSON.stringify(event)}\n`);
    }
  }
}

function objectOf(name: string) {
  return { metadata: { name, uid: name, resourceVersion: '1', labels: {} } };
}

describe('a cluster that somebody looks at', () => {
  const end = new AbortController();
  afterAll(() => end.abort());

  function viewOf(client: SomeCluster) {
    const view = new ClusterView({
      client,
      gpuResource: 'nvidia.com/gpu',
      isOwn: () => false,
      logger: mockServices.logger.mock(),
      signal: end.signal,
    });
    const names = async () =>
      (await view.look()).nodes.map(({ metadata }) => metadata.name);
    return { view, names };
  }

  it('is listed once, and followed from then on', async () => {
    const client = new SomeCluster();
    const { names } = viewOf(client);
    expect(await names()).toEqual(['one']);
    client.tell({ type: 'ADDED', object: objectOf('two') });
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(await names()).toEqual(['one', 'two']);
    expect(client.asked.filter(made => made === '/api/v1/nodes 200')).toEqual([
      '/api/v1/nodes 200',
    ]);
  });

  it('shows what was just written, also before the watch tells it', async () => {
    const { view, names } = viewOf(new SomeCluster());
    await names();
    view.learn({
      metadata: { ...objectOf('one').metadata, labels: { cpu: 'true' } },
    });
    const [node] = (await view.look()).nodes;
    expect(node.metadata.labels).toEqual({ cpu: 'true' });
  });

  it('says that it is away, at once from the second time on, and is back when it is back', async () => {
    const client = new SomeCluster();
    client.isAway = true;
    const { names } = viewOf(client);
    await expect(names()).rejects.toThrow('no route');
    const slow = client.request.bind(client);
    client.request = async request => {
      await new Promise(resolve => setTimeout(resolve, 500));
      return slow(request);
    };
    const started = Date.now();
    await expect(names()).rejects.toThrow('no route');
    expect(Date.now() - started).toBeLessThan(400);
    client.isAway = false;
    for (let tries = 0; ; tries += 1) {
      const now = await names().catch(error => error);
      if (Array.isArray(now)) break;
      expect(tries).toBeLessThan(50);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect(await names()).toEqual(['one']);
  });

  it('says what it refuses to tell', async () => {
    const client = new SomeCluster();
    client.hidesPods = true;
    await expect(viewOf(client).names()).rejects.toThrow('pods are forbidden');
  });
});
