import { aTask } from '../__testUtils__/compileInput';
import { problemsOf } from '../__testUtils__/compiled';
import { NO_QUOTA, type Quota } from './Quota';

function problemsWith(quota: Partial<Quota>, skip = false) {
  return problemsOf({
    project: { quota: { ...NO_QUOTA, ...quota } },
    spec: {
      tasks: [
        aTask({ name: 'small', resources: { cpu: '1', memory: '1G' } }),
        aTask({ name: 'large', resources: { cpu: '1~4', memory: '8G' }, skip }),
      ],
    },
  });
}

describe('the quota of a project group', () => {
  it('lets tasks pass that fit alone, however many they are', () => {
    expect(
      problemsWith({ tasks: 1, cpuMillicores: 4000, memoryBytes: 8e9 }),
    ).toEqual([]);
  });

  it.each<[Partial<Quota>, string]>([
    [
      { cpuMillicores: 2000 },
      'needs 4 CPUs; the quota of the project group "vision" is 2 CPUs',
    ],
    [
      { memoryBytes: 2e9 },
      'needs 8G of memory; the quota of the project group "vision" is 2G of memory',
    ],
  ])('names the task that is more than %j', (quota, why) => {
    expect(problemsWith(quota)).toEqual([
      {
        path: ['tasks', 1, 'resources'],
        message: `task "large" ${why}: lower what the task may use, or ask an administrator for a higher quota`,
      },
    ]);
  });

  it('does not ask for room for a task that is skipped', () => {
    expect(problemsWith({ cpuMillicores: 2000 }, true)).toEqual([]);
  });
});
