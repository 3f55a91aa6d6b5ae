import type { Problem } from '../problem';

/** More would help nobody, and a thousand tasks can share one mistake. */
const MOST = 100;

/** Collects problems; the same one at the same place is kept once. */
export class ProblemList {
  private readonly kept = new Map<string, Problem>();
  private left = 0;

  add(path: Problem['path'], message: string) {
    const key = JSON.stringify([path, message]);
    if (this.kept.has(key)) return;
    if (this.kept.size === MOST) this.left += 1;
    else this.kept.set(key, { path, message });
  }

  get isEmpty(): boolean {
    return this.kept.size === 0;
  }

  toArray(): Problem[] {
    const problems = [...this.kept.values()];
    if (this.left > 0) {
      const message = `there are ${this.left} more problems: mend these first`;
      problems.push({ path: [], message });
    }
    return problems;
  }
}
