import {
  createMlopsClient,
  mlopsPermissions,
  nodeLabelChanges,
  NO_NODE_AMOUNTS,
  type MlopsClient,
  type Node,
  type NodeAmounts,
  type NodeCluster,
  type NodePod,
  type NodeRoles,
  type NodeRolesPreview,
} from '@mlops/plugin-mlops-common';

function amounts(part: Partial<NodeAmounts>): NodeAmounts {
  return { ...NO_NODE_AMOUNTS, ...part };
}

/** A machine for training with GPUs, half of which are asked for. */
export function fakeNode(name: string, part: Partial<Node> = {}): Node {
  const all = amounts({ cpuMillicores: 16e3, memoryBytes: 2 ** 36, gpus: 8 });
  return {
    cluster: 'alpha',
    name,
    state: 'ready',
    takesWork: true,
    reasons: [],
    roles: {
      ...{ cpu: false, gpu: true, train: true, notebook: false },
      ...{ service: false, org: 'public' },
    },
    gpuType: null,
    capacity: all,
    allocatable: all,
    requested: {
      ours: amounts({ cpuMillicores: 8e3, memoryBytes: 2 ** 35, gpus: 4 }),
      others: amounts({ cpuMillicores: 500 }),
    },
    used: null,
    taints: [],
    podCount: 1,
    ...part,
  };
}

export function fakePod(part: Partial<NodePod> = {}): NodePod {
  return {
    cluster: 'alpha',
    namespace: 'mlops-vision',
    name: 'pod',
    kind: 'task',
    status: 'running',
    reason: null,
    project: 'vision',
    person: 'user:default/alice',
    run: { id: '01jnsrun000000000000000001', number: 3, pipeline: 'Digits' },
    task: 'train',
    requests: amounts({ cpuMillicores: 8e3, gpus: 4, pods: 1 }),
    createdAt: '2026-03-01T08:00:00.000Z',
    ...part,
  };
}

export function fakeCluster(part: Partial<NodeCluster> = {}): NodeCluster {
  return {
    name: 'alpha',
    problem: null,
    nodeCount: 1,
    takingWork: 1,
    allocatable: amounts({ cpuMillicores: 16e3, gpus: 8 }),
    requested: { ours: amounts({}), others: amounts({}) },
    waitingCount: 0,
    waiting: [],
    ...part,
  };
}

/** The backend of tests of the page Nodes: machines in memory, through the real client. */
export class FakeNodes {
  nodes: Node[] = [fakeNode('gpu-1')];
  clusters: NodeCluster[] = [fakeCluster()];
  pods: NodePod[] = [fakePod()];
  /** Beside what was before, and the labels. */
  preview: Partial<NodeRolesPreview> = {};
  /** The engine has machines. */
  hasNodes = true;
  may: readonly string[] = mlopsPermissions.map(({ name }) => name);
  broken = false;
  readonly requests: string[] = [];

  readonly client: MlopsClient = createMlopsClient({
    baseUrl: 'plugin://mlops',
    fetch: async (url, init) => this.answer(new URL(url), init),
  });

  private answer(url: URL, init: RequestInit): Response {
    const { pathname, search, searchParams } = url;
    this.requests.push(`${init.method} ${pathname}${search}`);
    if (pathname === '/me') {
      return Response.json({
        userEntityRef: 'user:default/root',
        access: Object.fromEntries(this.may.map(name => [name, true])),
        engine: { id: 'kubernetes', images: true, nodes: this.hasNodes },
      });
    }
    if (this.broken) return refusal(503, 'ServiceUnavailableError', 'Busy');
    if (pathname === '/nodes') {
      const wanted = searchParams.get('search') ?? '';
      const items = this.nodes.filter(({ name }) => name.includes(wanted));
      return Response.json({
        items,
        nextCursor: null,
        clusters: this.clusters,
      });
    }
    if (pathname === '/nodes/load') return this.load(searchParams.get('by'));
    const [, , , name, , preview] = pathname.split('/');
    const node = this.nodes.find(one => one.name === name);
    if (!node) return refusal(404, 'NotFoundError', 'No such node');
    if (!init.body) {
      return Response.json({ ...node, labels: { zone: 'b' }, pods: this.pods });
    }
    const body: { roles: NodeRoles; seen: NodeRoles } = JSON.parse(
      String(init.body),
    );
    if (preview) {
      return Response.json({
        before: node.roles,
        changes: nodeLabelChanges(node.roles, body.roles),
        ...{ staying: [], lost: [], gained: [], placeable: [], stranded: [] },
        ...this.preview,
      });
    }
    if (nodeLabelChanges(body.seen, node.roles).length > 0) {
      return refusal(409, 'ConflictError', 'Somebody has changed the roles');
    }
    node.roles = body.roles;
    return new Response(null, { status: 204 });
  }

  private load(by: string | null): Response {
    const names =
      by === 'person' ? ['user:default/alice', null] : ['vision', 'ads'];
    const clusters = this.clusters.map(({ name, problem, allocatable }) => ({
      ...{
        name,
        problem,
        allocatable,
        others: amounts({ cpuMillicores: 500 }),
      },
      shares: names.map((share, place) => ({
        name: share,
        requested: amounts({ cpuMillicores: 4e3 / (place + 1), gpus: 2 }),
      })),
    }));
    return Response.json({ clusters });
  }
}

function refusal(statusCode: number, name: string, message: string): Response {
  return Response.json(
    { error: { name, message }, response: { statusCode } },
    { status: statusCode },
  );
}
