import type { Quota, RunAmounts } from '@mlops/plugin-mlops-common';
import { ProjectQueue, type Admitted, type Waiting } from './ProjectQueue';

/** What admission decides. */
export interface Admission {
  /** In the order in which to start them. */
  admitted: Admitted[];
  /** Why each of the others waits. */
  left: Array<{ id: string; reason: string }>;
}

/**
 * Which of the waiting runs may start. Free slots go round the projects: first to the project with the
 * fewest runs under way, between equals to the one whose run waits longest; inside of a project the
 * oldest first. So one project with a thousand runs delays another's first by one run at most.
 *
 * A run starts when the quota of its project has room for one task of it at a time, and gets as many at a
 * time as there is room for. One that waits for room is passed by other projects, not by younger runs of its own,
 * so that a large run cannot starve.
 *
 * @param waiting - oldest first
 * @param running - every run under way, with what it can hold at most
 * @param slots - runs at the same time
 */
export function admit(
  waiting: readonly Waiting[],
  running: ReadonlyArray<{ project: string; held: RunAmounts }>,
  slots: number,
  quotaOf: (project: string) => Quota,
): Admission {
  const projects = new Map<string, ProjectQueue>();
  for (const { project } of waiting) {
    if (!projects.has(project)) {
      projects.set(project, new ProjectQueue(project, quotaOf(project)));
    }
  }
  for (const { project, held } of running) projects.get(project)?.hold(held);
  for (const run of waiting) projects.get(run.project)?.queue.push(run);

  const admitted: Admission['admitted'] = [];
  while (running.length + admitted.length < slots) {
    const next = nextOf([...projects.values()].filter(one => one.canGoOn));
    if (!next) break;
    const run = next.admit();
    if (run) admitted.push(run);
  }
  const reasons = new Map(
    [...projects.values()].flatMap(project => project.reasons()),
  );
  const started = new Set(admitted.map(({ id }) => id));
  const left = waiting
    .filter(({ id }) => !started.has(id))
    .map(({ id }, place) => ({
      id,
      reason:
        reasons.get(id) ??
        `every slot for runs is taken (${slots}); ${place} wait before this one`,
    }));
  return { admitted, left };
}

/** Projects are in the order in which their oldest run came, so the first of the smallest wins. */
function nextOf(projects: readonly ProjectQueue[]): ProjectQueue | undefined {
  return projects.reduce<ProjectQueue | undefined>(
    (least, one) => (least && least.underWay <= one.underWay ? least : one),
    undefined,
  );
}
