import {
  addAmounts,
  fitDemand,
  heldBy,
  lackingIn,
  NOTHING_HELD,
  roomIn,
  tellLack,
  type Demand,
  type Quota,
  type RunAmounts,
} from '@mlops/plugin-mlops-common';

/** A run that waits, as admission sees it. */
export interface Waiting {
  id: string;
  project: string;
  demand: Demand;
}

/** What admission decides. */
export interface Admission {
  /** In the order in which to start them, each with the tasks that may execute at the same time. */
  admitted: Array<{ id: string; atOnce: number }>;
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
  const projects = new Map<string, Project>();
  for (const { project } of waiting) {
    if (!projects.has(project)) {
      projects.set(project, new Project(project, quotaOf(project)));
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
function nextOf(projects: readonly Project[]): Project | undefined {
  return projects.reduce<Project | undefined>(
    (least, one) => (least && least.underWay <= one.underWay ? least : one),
    undefined,
  );
}

class Project {
  readonly queue: Waiting[] = [];
  underWay = 0;
  #held = NOTHING_HELD;
  #lacks: string | undefined;

  constructor(readonly name: string, readonly quota: Quota) {}

  get canGoOn(): boolean {
    return this.queue.length > 0 && this.#lacks === undefined;
  }

  hold(held: RunAmounts): void {
    this.underWay += 1;
    this.#held = addAmounts(this.#held, held);
  }

  /** Takes the oldest run out of the queue, unless there is no room for it. */
  admit(): { id: string; atOnce: number } | undefined {
    const [{ id, demand }] = this.queue;
    const room = roomIn(this.quota, this.#held);
    const atOnce = fitDemand(demand, room);
    if (atOnce === 0 && demand.atOnce > 0) {
      const wanted = heldBy(demand, 1);
      const [kind] = lackingIn(room, wanted);
      const { name: project, quota } = this;
      this.#lacks = tellLack(kind, { wanted, quota, room, project });
      return undefined;
    }
    this.queue.shift();
    this.hold(heldBy(demand, atOnce));
    return { id, atOnce };
  }

  /** Of runs that wait for the quota. */
  reasons(): Array<[id: string, reason: string]> {
    const lacks = this.#lacks;
    if (lacks === undefined) return [];
    return this.queue.map(({ id }, place) => [
      id,
      place === 0
        ? lacks
        : `${place} wait before this one for room in the quota of the project group "${this.name}"`,
    ]);
  }
}
