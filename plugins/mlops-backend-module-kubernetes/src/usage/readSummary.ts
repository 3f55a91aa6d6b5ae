/** What a container has used, as its kubelet has read it. */
export interface UsageReading {
  podUid: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Since the container was started; cores times nanoseconds. */
  cpuCoreNanoSeconds: number;
  /** Without what the kernel could drop at once. */
  workingSetBytes: number;
}

interface Summary {
  pods?: ReadonlyArray<{
    podRef?: { uid?: string };
    containers?: ReadonlyArray<{
      name?: string;
      cpu?: { time?: string; usageCoreNanoSeconds?: number };
      memory?: { workingSetBytes?: number };
    }>;
  }>;
}

/**
 * Readings of one container of each pod, out of `/stats/summary` of a kubelet (`stats/v1alpha1`). A container that has
 * just ended is told with zeros, which are none.
 */
export function readSummary(
  summary: Summary,
  container: string,
): UsageReading[] {
  return (summary.pods ?? []).flatMap(({ podRef, containers = [] }) => {
    const one = containers.find(({ name }) => name === container);
    const at = Date.parse(one?.cpu?.time ?? '');
    const cpuCoreNanoSeconds = one?.cpu?.usageCoreNanoSeconds ?? 0;
    const workingSetBytes = one?.memory?.workingSetBytes ?? 0;
    const isTold = cpuCoreNanoSeconds > 0 && workingSetBytes > 0;
    return podRef?.uid !== undefined && !Number.isNaN(at) && isTold
      ? [{ podUid: podRef.uid, at, cpuCoreNanoSeconds, workingSetBytes }]
      : [];
  });
}
