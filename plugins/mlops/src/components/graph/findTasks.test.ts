import { findTasks } from './findTasks';
import type { GraphNode } from './GraphNode';

function task(name: string, title: string, status: GraphNode['status']) {
  return {
    name,
    title,
    status,
    template: 'shell',
    version: '1.0.0',
    dependsOn: [],
  };
}

describe('findTasks', () => {
  const tasks = [
    task('load', 'Load and split', 'succeeded'),
    task('svc', 'Support vectors', 'failed'),
    task('forest', 'Random forest', 'failed'),
  ];

  it('finds nothing in particular while nothing is searched for', () => {
    expect(findTasks(tasks, { text: '  ', status: null })).toBeNull();
  });

  it('finds by a part of name or title in any case, and by state', () => {
    expect(findTasks(tasks, { text: 'VECTOR', status: null })).toEqual(['svc']);
    expect(findTasks(tasks, { text: 'svc', status: null })).toEqual(['svc']);
    expect(findTasks(tasks, { text: '', status: 'failed' })).toEqual([
      'svc',
      'forest',
    ]);
    expect(findTasks(tasks, { text: 'load', status: 'failed' })).toEqual([]);
  });
});
