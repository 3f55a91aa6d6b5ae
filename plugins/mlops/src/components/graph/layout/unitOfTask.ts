import type { GraphLayout } from './GraphLayout';

/** What arrows name a task by: itself, or the first of its siblings. */
export function unitOfTask({ siblings }: Pick<GraphLayout, 'siblings'>) {
  const first = new Map(
    siblings.flatMap(({ tasks }) => tasks.map(name => [name, tasks[0]])),
  );
  return (name: string) => first.get(name) ?? name;
}
