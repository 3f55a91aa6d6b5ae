import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { NodeRoles } from '@mlops/plugin-mlops-common';
import type {
  ClusterAdmin,
  ClusterNodes,
  NodeRef,
} from '@mlops/plugin-mlops-node';
import type { ClusterClient } from '../cluster/ClusterClient';
import { clusterNodesOf } from './clusterNodesOf';
import { ClusterView } from './ClusterView';
import { nodeStateOf, type NodeOptions } from './nodeStateOf';
import type { ObservedPod } from './observed';
import { readUse } from './readUse';
import { setNodeRoles } from './setNodeRoles';

/** A cluster whose machines are administered. */
export interface AdministeredCluster {
  client: ClusterClient;
  /** Whether a pod is provably of the suite. */
  isOwn: (metadata: ObservedPod['metadata']) => boolean;
}

interface NodeAdminDeps extends NodeOptions {
  clusters: readonly AdministeredCluster[];
  ownCluster: string;
  logger: LoggerService;
  /** Ends with the backend, and with it all watches. */
  signal: AbortSignal;
}

/** The machines of all clusters. */
export class NodeAdmin implements ClusterAdmin {
  readonly #deps: NodeAdminDeps;
  readonly #clusters: ReadonlyArray<{
    client: ClusterClient;
    view: ClusterView;
  }>;

  constructor(deps: NodeAdminDeps) {
    this.#deps = deps;
    const { gpuResource, logger, signal } = deps;
    this.#clusters = deps.clusters.map(({ client, isOwn }) => ({
      client,
      view: new ClusterView({ client, isOwn, gpuResource, logger, signal }),
    }));
  }

  async nodes(cluster?: string): Promise<ClusterNodes[]> {
    const asked =
      cluster === undefined ? this.#clusters : [this.#find(cluster)];
    return Promise.all(
      asked.map(({ client, view }) => this.#nodesOf(client, view)),
    );
  }

  async setRoles(
    { cluster, name }: NodeRef,
    roles: NodeRoles,
    seen: NodeRoles,
  ): Promise<void> {
    const { client, view } = this.#find(cluster);
    view.learn(await setNodeRoles(client, name, roles, seen));
  }

  #find(cluster: string) {
    const found = this.#clusters.find(({ client }) => client.name === cluster);
    if (found) return found;
    const known = this.#clusters.map(({ client }) => client.name);
    throw new NotFoundError(
      `There is no cluster "${cluster}"; configured are ${known.join(', ')}`,
    );
  }

  async #nodesOf(
    client: ClusterClient,
    view: ClusterView,
  ): Promise<ClusterNodes> {
    const cluster = client.name;
    const isDefault = cluster === this.#deps.ownCluster;
    try {
      const [content, use] = await Promise.all([view.look(), readUse(client)]);
      const nodes = content.nodes.map(node => nodeStateOf(node, this.#deps));
      nodes.sort((a, b) => (a.name < b.name ? -1 : 1));
      const placed = clusterNodesOf(nodes, content.pods, use);
      return { cluster, isDefault, problem: null, ...placed };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return { cluster, isDefault, problem, nodes: [], waiting: [] };
    }
  }
}
