/**
 * Which tasks get the free slots: always one of the project with the fewest tasks under way, between
 * equals the one that stands first.
 */
export function shareSlots<T extends { project: string }>(
  candidates: readonly T[],
  running: readonly { project: string }[],
  slots: number,
): T[] {
  const underWay = new Map<string, number>();
  for (const { project } of running) {
    underWay.set(project, (underWay.get(project) ?? 0) + 1);
  }
  const left = [...candidates];
  const chosen: T[] = [];
  while (left.length > 0 && running.length + chosen.length < slots) {
    let next = 0;
    for (let i = 1; i < left.length; i++) {
      const fewer =
        (underWay.get(left[i].project) ?? 0) <
        (underWay.get(left[next].project) ?? 0);
      if (fewer) next = i;
    }
    const [candidate] = left.splice(next, 1);
    underWay.set(candidate.project, (underWay.get(candidate.project) ?? 0) + 1);
    chosen.push(candidate);
  }
  return chosen;
}
