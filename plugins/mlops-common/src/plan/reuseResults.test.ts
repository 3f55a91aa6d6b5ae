import type { RunId } from '../ids';
import type { Status } from '../status/status';
import type { RunPlan } from './RunPlan';
import { reuseResults } from './reuseResults';

const EARLIER = '01jnsrun000000000000000041' as RunId;

/** `load` → `fit-a`, `fit-b` → `compare`. */
const plan = {
  tasks: [
    { name: 'compare', dependsOn: ['fit-a', 'fit-b'] },
    { name: 'load', dependsOn: [] },
    { name: 'fit-a', dependsOn: ['load'] },
    { name: 'fit-b', dependsOn: ['load'] },
  ],
} as unknown as RunPlan;

function reused(
  statuses: Record<string, Status>,
  from: string | null = null,
  given: RunPlan = plan,
) {
  const tasks = new Map(
    Object.entries(statuses).map(([name, status]) => [
      name,
      { status, attempts: name === 'fit-a' ? 2 : 1 },
    ]),
  );
  return reuseResults(given, { runId: EARLIER, number: 41, tasks }, from)
    .tasks.filter(({ reuse }) => reuse)
    .map(({ name, reuse }) => `${name}/${reuse?.attempt}`);
}

describe('reuseResults', () => {
  it('keeps what succeeded, with its last attempt, and executes what failed and what follows', () => {
    expect(
      reused({
        load: 'succeeded',
        'fit-a': 'succeeded',
        'fit-b': 'failed',
        compare: 'skipped',
      }),
    ).toEqual(['load/1', 'fit-a/2']);
  });

  it('keeps what was kept before', () => {
    expect(reused({ load: 'reused', 'fit-a': 'reused' })).toEqual([
      'load/1',
      'fit-a/2',
    ]);
  });

  it('executes everything after a task that is to be executed', () => {
    const all = {
      load: 'succeeded',
      'fit-a': 'succeeded',
      'fit-b': 'succeeded',
      compare: 'succeeded',
    } as const;
    expect(reused(all, 'fit-b')).toEqual(['load/1', 'fit-a/2']);
    expect(reused(all, 'load')).toEqual([]);
    expect(reused({ ...all, load: 'failed' })).toEqual([]);
  });

  it('passes over tasks that the definition skips', () => {
    const skipping = {
      ...plan,
      tasks: plan.tasks.map(task => ({ ...task, skip: task.name === 'fit-a' })),
    };
    expect(
      reused(
        { load: 'succeeded', 'fit-a': 'skipped', 'fit-b': 'succeeded' },
        null,
        skipping,
      ),
    ).toEqual(['load/1', 'fit-b/1']);
  });
});
