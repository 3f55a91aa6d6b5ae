import { ClusterError, type ClusterClient } from '../cluster/ClusterClient';
import { inNamespace } from '../cluster/inNamespace';
import { PODS } from './ClusterWorkloads';
import type { PodPlace } from '../streams/ClusterStreams';

/** The log that a pod has, from its beginning; nothing where its program has not begun, or there is no pod. */
export async function* podLog(
  client: ClusterClient,
  pod: PodPlace | undefined,
  { follow, signal }: { follow: boolean; signal: AbortSignal },
): AsyncIterable<Uint8Array> {
  if (!pod) return;
  const { namespace, name } = pod;
  try {
    yield* client.stream({
      path: `${inNamespace(PODS, namespace)}/${name}/log`,
      query: { container: 'main', follow },
      signal,
    });
  } catch (error) {
    const hasNone =
      error instanceof ClusterError && [400, 404].includes(error.status);
    if (!hasNone) throw error;
  }
}
