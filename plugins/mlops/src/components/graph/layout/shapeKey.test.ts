import type { GraphShape } from './GraphLayout';
import { shapeKey } from './shapeKey';

const digits: GraphShape = [
  { name: 'load', dependsOn: [] },
  { name: 'train-svc', dependsOn: ['load'] },
  { name: 'train-tree', dependsOn: ['load'] },
  { name: 'compare', dependsOn: ['train-svc', 'train-tree'] },
];

describe('shapeKey', () => {
  it('is the same whatever else changes of a task', () => {
    const running = digits.map(task => ({ ...task, status: 'running' }));
    expect(shapeKey(running)).toBe(shapeKey(digits));
  });

  it('changes with a task or an edge', () => {
    expect(shapeKey(digits.slice(1))).not.toBe(shapeKey(digits));
    expect(
      shapeKey([...digits.slice(0, 3), { name: 'compare', dependsOn: [] }]),
    ).not.toBe(shapeKey(digits));
  });
});
