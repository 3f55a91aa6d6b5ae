import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type {
  ClusterAdmin,
  ClusterNodes,
  NodeRef,
  NodeState,
} from '@mlops/plugin-mlops-node';

/** Machines that are named where one is not found. */
const NAMED = 10;

/**
 * @throws NotFoundError that names what is known, ServiceUnavailableError when the cluster does not answer
 */
export async function findNode(
  admin: ClusterAdmin,
  ref: NodeRef,
): Promise<{ cluster: ClusterNodes; node: NodeState }> {
  const [cluster] = await admin.nodes(ref.cluster);
  if (cluster.problem !== null) {
    throw new ServiceUnavailableError(cluster.problem);
  }
  const node = cluster.nodes.find(({ name }) => name === ref.name);
  if (node) return { cluster, node };
  const known = cluster.nodes.slice(0, NAMED).map(({ name }) => name);
  throw new NotFoundError(
    `The cluster "${ref.cluster}" has no machine "${ref.name}"; it has ${
      known.join(', ') || 'none'
    }${cluster.nodes.length > NAMED ? ' and others' : ''}`,
  );
}
