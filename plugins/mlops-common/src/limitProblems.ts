import type { Problem } from './problem';

/** More would help nobody: a thousand tasks can share one mistake, and five megabytes can be nothing but mistakes. */
export const MOST_PROBLEMS = 100;

/** The first ones, and how many there are beyond. */
export function limitProblems(problems: readonly Problem[]): Problem[] {
  const left = problems.length - MOST_PROBLEMS;
  return left <= 0
    ? [...problems]
    : [...problems.slice(0, MOST_PROBLEMS), moreProblems(left)];
}

/** Stands for problems that are not told one by one. */
export function moreProblems(count: number): Problem {
  return {
    path: [],
    message: `there are ${count} more problems: mend these first`,
  };
}
