import type { ClusterClient } from '../cluster/ClusterClient';
import type { NodeUse } from './clusterNodesOf';
import { parseQuantity } from './parseQuantity';

const PATH = '/apis/metrics.k8s.io/v1beta1/nodes';

/** Milliseconds; what is used is not worth waiting for. */
const PATIENCE_MS = 2_000;

/** What is used on each machine, by name; nothing where the cluster does not measure. */
export async function readUse(
  client: ClusterClient,
): Promise<Map<string, NodeUse>> {
  try {
    const { items } = await client.request<{
      items: Array<{
        metadata: { name: string };
        usage: { cpu?: string; memory?: string };
      }>;
    }>({ path: PATH, signal: AbortSignal.timeout(PATIENCE_MS) });
    return new Map(
      items.map(({ metadata: { name }, usage }) => [
        name,
        {
          cpuMillicores: parseQuantity(usage.cpu, 1000) ?? 0,
          memoryBytes: parseQuantity(usage.memory) ?? 0,
        },
      ]),
    );
  } catch {
    // Many clusters have nothing that measures, and without it everything else is as good.
    return new Map();
  }
}
