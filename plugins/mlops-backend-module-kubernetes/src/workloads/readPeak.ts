import { text } from 'node:stream/consumers';
import type { ClusterStreams, PodPlace } from '../streams/ClusterStreams';

/** Milliseconds that an answer may take; what ends must not wait for a number. */
const PATIENCE_MS = 3_000;

/** Of version 2 of control groups, and of version 1. */
const SCRIPT =
  'cat /sys/fs/cgroup/memory.peak 2>/dev/null || cat /sys/fs/cgroup/memory/memory.max_usage_in_bytes';

/**
 * The most memory that a container has used so far, in bytes, as the kernel has counted it.
 *
 * @returns `null` where its image has no shell, or it does not answer
 */
export async function readPeak(
  streams: ClusterStreams,
  pod: PodPlace,
): Promise<number | null> {
  try {
    const { stream } = await streams.exec({
      pod,
      container: 'main',
      command: ['sh', '-c', SCRIPT],
      terminal: null,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const bytes = Number((await text(stream)).trim() || NaN);
    return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : null;
  } catch {
    return null;
  }
}
