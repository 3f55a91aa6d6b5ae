import { nodeRolesOf } from '@mlops/plugin-mlops-common';
import {
  ClusterError,
  type ClusterClient,
  type ClusterRequest,
} from '../cluster/ClusterClient';
import { setNodeRoles } from './setNodeRoles';

/** An API server with one machine, whose version grows by itself as often as a test says. */
class OneNode implements ClusterClient {
  readonly name = 'alpha';
  readonly patches: unknown[] = [];
  labels: Record<string, string> = { cpu: 'true', gpu: 'maybe', zone: 'b' };
  /** Reports of the machine that come in between reading and writing. */
  reports = 0;

  async request<T>({ method, path, body }: ClusterRequest): Promise<T> {
    if (path === '/api/v1/nodes') return { items: [this.#node()] } as T;
    if (path !== '/api/v1/nodes/one') {
      throw new ClusterError(404, 'NotFound', 'not found');
    }
    if (method === 'PATCH') {
      if (this.reports > 0) {
        this.reports -= 1;
        throw new ClusterError(409, 'Conflict', 'the object was modified');
      }
      this.patches.push(body);
    }
    return this.#node() as T;
  }

  stream(): never {
    throw new Error('nothing is followed here');
  }

  #node() {
    const { labels } = this;
    return {
      metadata: { name: 'one', uid: 'u', resourceVersion: '7', labels },
    };
  }
}

const seen = nodeRolesOf({ cpu: 'true' });

describe('roles of a machine', () => {
  it('are written as labels, of the version that was read, and nothing else is', async () => {
    const client = new OneNode();
    await setNodeRoles(client, 'one', { ...seen, cpu: false, org: 'a' }, seen);
    expect(client.patches).toEqual([
      {
        metadata: { resourceVersion: '7', labels: { cpu: null, org: 'a' } },
      },
    ]);
  });

  it('are written although the machine reports all the time', async () => {
    const client = new OneNode();
    client.reports = 3;
    await setNodeRoles(client, 'one', { ...seen, train: true }, seen);
    expect(client.patches).toHaveLength(1);
    client.reports = 9;
    await expect(
      setNodeRoles(client, 'one', { ...seen, train: true }, seen),
    ).rejects.toThrow('the object was modified');
  });

  it('stay when they are as wanted, whoever has set them', async () => {
    const client = new OneNode();
    client.labels = { train: 'true' };
    await setNodeRoles(client, 'one', nodeRolesOf({ train: 'true' }), seen);
    expect(client.patches).toEqual([]);
  });

  it('stay when they are others than were seen, and the refusal says which', async () => {
    const client = new OneNode();
    client.labels = { train: 'true', org: 'b' };
    await expect(
      setNodeRoles(client, 'one', { ...seen, gpu: true }, seen),
    ).rejects.toThrow(
      'Somebody has changed the roles of "one" on "alpha" meanwhile: cpu is not set now, not true; train is true now, not unset; org is b now, not unset. Nothing was written; look at it again',
    );
    expect(client.patches).toEqual([]);
  });

  it.each(['a b', '', '-', 'x'.repeat(64), '{{=1}}'])(
    'have no organisation "%s"',
    async org => {
      const client = new OneNode();
      await expect(
        setNodeRoles(client, 'one', { ...seen, org }, seen),
      ).rejects.toThrow('cannot be the org of a machine');
      expect(client.patches).toEqual([]);
    },
  );

  it('are those of a machine that there is', async () => {
    await expect(
      setNodeRoles(new OneNode(), 'two', seen, seen),
    ).rejects.toThrow('The cluster "alpha" has no machine "two"; it has one');
  });

  it.each(['../secrets/x', '..', '.', 'one/status', 'one?x', ''])(
    'of a name like "%s" lead nowhere else',
    async name => {
      await expect(
        setNodeRoles(new OneNode(), name, seen, seen),
      ).rejects.toThrow('no machine');
    },
  );
});
