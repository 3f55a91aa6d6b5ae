import type { TaskDefinition } from '../definition/pipeline';
import type { Checked } from '../problem';
import { findCycles } from './findCycles';
import { ProblemList } from './ProblemList';
import { upstreamSets, type UpstreamSet } from './upstreamSets';

/** Which task comes before which. */
export class TaskGraph {
  private upstream: UpstreamSet[] | null = null;

  private constructor(
    private readonly indices: ReadonlyMap<string, number>,
    private readonly waitsFor: ReadonlyArray<readonly number[]>,
  ) {}

  /** Problems: a name twice, a task that waits for itself or for one that does not exist, a circle. */
  static of(tasks: readonly TaskDefinition[]): Checked<TaskGraph> {
    const problems = new ProblemList();
    const indices = new Map<string, number>();
    tasks.forEach(({ name }, index) => {
      if (indices.has(name)) {
        problems.add(
          ['tasks', index, 'name'],
          `there are two tasks "${name}": give one of them another name`,
        );
      } else {
        indices.set(name, index);
      }
    });
    const waitsFor = tasks.map((task, index) =>
      resolve(task, index, indices, problems),
    );
    for (const cycle of findCycles(waitsFor)) {
      const names = [...cycle, cycle[0]].map(index => tasks[index].name);
      problems.add(
        ['tasks', cycle[0], 'dependsOn'],
        `the tasks wait for each other in a circle: ${names.join(
          ' → ',
        )}: remove one of these dependencies`,
      );
    }
    return problems.isEmpty
      ? { ok: true, value: new TaskGraph(indices, waitsFor) }
      : { ok: false, problems: problems.toArray() };
  }

  has(task: string): boolean {
    return this.indices.has(task);
  }

  /** Whether `task` has to be done before `other` starts, directly or through others. */
  isUpstream(task: string, other: string): boolean {
    const from = this.indices.get(task);
    const to = this.indices.get(other);
    if (from === undefined || to === undefined) return false;
    this.upstream ??= upstreamSets(this.waitsFor);
    return this.upstream[to].has(from);
  }
}

function resolve(
  task: TaskDefinition,
  index: number,
  indices: ReadonlyMap<string, number>,
  problems: ProblemList,
): number[] {
  const upstream = new Set<number>();
  task.dependsOn.forEach((name, place) => {
    const path = ['tasks', index, 'dependsOn', place];
    const found = indices.get(name);
    if (name === task.name) {
      problems.add(path, `task "${name}" waits for itself: remove that`);
    } else if (found === undefined) {
      problems.add(
        path,
        `task "${task.name}" waits for "${name}", and there is no task of that name`,
      );
    } else {
      upstream.add(found);
    }
  });
  return [...upstream];
}
