import type { GraphShape } from './GraphLayout';

/** From so many on, tasks with the same neighbours become one block instead of a tower. */
const SIBLINGS_FROM = 12;

/** What the layout moves as one: a task, or tasks with the same neighbours. */
export interface Units {
  /** Names of tasks by unit, in the order of the definition. */
  members: ReadonlyArray<readonly string[]>;
  /** Units that a unit waits for. */
  upstream: ReadonlyArray<readonly number[]>;
}

/**
 * Merges many tasks that wait for the same tasks and that the same tasks wait for: one arrow to their block
 * says the same as an arrow to each (L. Royer et al., "Unraveling Protein Networks with Power Graph
 * Analysis", 2008).
 *
 * Names that come twice count once; names that are nowhere, and a task itself, are no neighbours.
 */
export function findUnits(shape: GraphShape): Units {
  const tasks = new Map(shape.map(task => [task.name, task]));
  const names = [...tasks.keys()];
  const index = new Map(names.map((name, at) => [name, at]));
  const upstream = names.map(name => upstreamOf(tasks.get(name), index));
  const downstream: number[][] = names.map(() => []);
  upstream.forEach((from, to) => from.forEach(at => downstream[at].push(to)));

  const alike = new Map<string, number[]>();
  names.forEach((_, at) => {
    const key = `${upstream[at]}|${downstream[at]}`;
    const group = alike.get(key);
    if (group) group.push(at);
    else alike.set(key, [at]);
  });
  const groups = [...alike.values()]
    .flatMap(group =>
      group.length < SIBLINGS_FROM ? group.map(at => [at]) : [group],
    )
    .sort(([a], [b]) => a - b);

  const unitOf = new Int32Array(names.length);
  groups.forEach((group, unit) => group.forEach(at => (unitOf[at] = unit)));
  return {
    members: groups.map(group => group.map(at => names[at])),
    upstream: groups.map(([first]) => [
      ...new Set(upstream[first].map(at => unitOf[at])),
    ]),
  };
}

function upstreamOf(
  task: GraphShape[number] | undefined,
  index: ReadonlyMap<string, number>,
): number[] {
  const found = new Set<number>();
  for (const name of task?.dependsOn ?? []) {
    const at = index.get(name);
    if (at !== undefined && name !== task?.name) found.add(at);
  }
  return [...found].sort((a, b) => a - b);
}
