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

/** A run that may start. */
export interface Admitted {
  id: string;
  /** Tasks that may execute at the same time. */
  atOnce: number;
}

/** The waiting runs of one project, with the room in its quota. */
export class ProjectQueue {
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
  admit(): Admitted | undefined {
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
