/** A run that waits, as admission sees it. */
export interface Waiting {
  id: string;
  project: string;
}

/**
 * Which of the waiting runs may start. Free slots go round the projects: first to the project with the
 * fewest runs under way, between equals to the one whose run waits longest; inside of a project the
 * oldest first. So one project with a thousand runs delays another's first by one run at most.
 *
 * @param waiting - oldest first
 * @param running - project of every run under way
 * @param slots - runs at the same time
 * @returns ids in the order in which to start them
 */
export function admit(
  waiting: readonly Waiting[],
  running: readonly string[],
  slots: number,
): string[] {
  const underWay = new Map<string, number>();
  for (const project of running) {
    underWay.set(project, (underWay.get(project) ?? 0) + 1);
  }
  const queues = new Map<string, string[]>();
  for (const { id, project } of waiting) {
    const queue = queues.get(project);
    if (queue) queue.push(id);
    else queues.set(project, [id]);
  }
  const admitted: string[] = [];
  for (let free = slots - running.length; free > 0; free--) {
    const project = nextProject(queues, underWay);
    const id = project === undefined ? undefined : queues.get(project)?.shift();
    if (project === undefined || id === undefined) break;
    admitted.push(id);
    underWay.set(project, (underWay.get(project) ?? 0) + 1);
  }
  return admitted;
}

/** Queues are in the order in which their oldest run came, so the first of the smallest wins. */
function nextProject(
  queues: ReadonlyMap<string, readonly string[]>,
  underWay: ReadonlyMap<string, number>,
): string | undefined {
  let next: string | undefined;
  for (const [project, queue] of queues) {
    if (queue.length === 0) continue;
    if (
      next === undefined ||
      (underWay.get(project) ?? 0) < (underWay.get(next) ?? 0)
    ) {
      next = project;
    }
  }
  return next;
}
