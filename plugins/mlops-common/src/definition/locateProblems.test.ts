import { locateProblems } from './locateProblems';

const TEXT = `kind: Pipeline
spec:
  env: &shared
    A: '1'
  tasks:
    - name: load
      resources: { memory: 4 }
      env: *shared
`;

describe('locateProblems', () => {
  it.each([
    [['tasks', 0, 'resources', 'memory'], 7, 28],
    [['tasks', 0], 6, 7],
    [['tasks', 0, 'mounts'], 6, 7],
    [['tasks', 5, 'mounts'], 5, 3],
    [['tasks', 0, 'env', 'A'], 4, 8],
    [['elsewhere'], 2, 1],
    [[], 2, 1],
  ])('finds %j at %i:%i', (path, line, column) => {
    expect(locateProblems(TEXT, [{ path, message: 'wrong' }])).toEqual([
      { path, message: 'wrong', position: { line, column } },
    ]);
  });
});
