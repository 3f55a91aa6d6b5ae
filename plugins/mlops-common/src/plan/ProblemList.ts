import { moreProblems, MOST_PROBLEMS } from '../limitProblems';
import type { Problem } from '../problem';

/** Collects problems; the same one at the same place is kept once. */
export class ProblemList {
  private readonly kept = new Map<string, Problem>();
  private left = 0;

  add(path: Problem['path'], message: string) {
    const key = JSON.stringify([path, message]);
    if (this.kept.has(key)) return;
    if (this.kept.size === MOST_PROBLEMS) this.left += 1;
    else this.kept.set(key, { path, message });
  }

  get isEmpty(): boolean {
    return this.kept.size === 0;
  }

  toArray(): Problem[] {
    const problems = [...this.kept.values()];
    if (this.left > 0) problems.push(moreProblems(this.left));
    return problems;
  }
}
