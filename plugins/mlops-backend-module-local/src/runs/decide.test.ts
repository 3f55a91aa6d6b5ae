import type { RunPlan, Status, TaskPlan } from '@mlops/plugin-mlops-common';
import { aPlan, aTask } from '@mlops/plugin-mlops-node';
import { decide } from './decide';
import { newRunState, type AttemptState, type RunState } from './RunState';

const NOW = 1_000_000;

function step(
  name: string,
  dependsOn: string[] = [],
  more: Partial<TaskPlan> = {},
) {
  const how = {
    argv: ['true'],
    runtime: { kind: 'process', python: null },
  } as const;
  return aTask(name, how, { dependsOn, ...more });
}

/** The state of a run whose tasks have come this far. */
function stateOf(
  plan: RunPlan,
  statuses: Record<string, Status> = {},
  more: Partial<RunState> = {},
): RunState {
  const state = newRunState(plan, 'uid', NOW);
  for (const [name, status] of Object.entries(statuses)) {
    state.tasks[name].status = status;
  }
  return { ...state, ...more };
}

function failedAt(finishedAt: number): AttemptState {
  return {
    status: 'failed',
    reason: 'exit 1',
    exitCode: 1,
    startedAt: finishedAt - 1,
    finishedAt,
    peak: null,
    outputs: [],
    values: {},
    metrics: {},
  };
}

describe('decide', () => {
  const diamond = aPlan([
    step('end', ['left', 'right']),
    step('left', ['begin']),
    step('right', ['begin']),
    step('begin'),
  ]);

  it.each<[string, Record<string, Status>, string[]]>([
    ['what waits for nothing', {}, ['begin']],
    ['nothing twice', { begin: 'running' }, []],
    [
      'all that a task was waited for',
      { begin: 'succeeded' },
      ['left', 'right'],
    ],
    [
      'a task only after all before it',
      { begin: 'succeeded', left: 'succeeded', right: 'running' },
      [],
    ],
    [
      'a task after a result that was used again',
      { begin: 'succeeded', left: 'reused', right: 'succeeded' },
      ['end'],
    ],
  ])('starts %s', (_, statuses, ready) => {
    const decision = decide(diamond, stateOf(diamond, statuses), NOW);
    expect(decision.ready).toEqual(ready);
    expect(decision).toMatchObject({ settle: [], finish: null });
  });

  it('skips everything behind a failure at once, and lets the rest go on', () => {
    const plan = aPlan([
      step('a'),
      step('b', ['a']),
      step('c', ['b']),
      step('d'),
    ]);
    const decision = decide(plan, stateOf(plan, { a: 'failed' }), NOW);
    expect(decision.settle).toEqual([
      { task: 'b', status: 'skipped', reason: '"a" did not succeed' },
      { task: 'c', status: 'skipped', reason: '"b" did not succeed' },
    ]);
    expect(decision.ready).toEqual(['d']);
    expect(decision.finish).toBeNull();
  });

  it('goes on behind a task that the pipeline skips, but not behind one that a failure skipped', () => {
    const chosen = aPlan([step('a', [], { skip: true }), step('b', ['a'])]);
    expect(decide(chosen, stateOf(chosen), NOW)).toMatchObject({
      settle: [{ task: 'a', status: 'skipped' }],
      ready: ['b'],
    });
    const caused = aPlan([
      step('z'),
      step('a', ['z'], { skip: true }),
      step('b', ['a']),
    ]);
    const state = stateOf(caused, { z: 'failed', a: 'skipped' });
    expect(decide(caused, state, NOW).settle).toMatchObject([{ task: 'b' }]);
  });

  it('decides a deep ladder of skipped tasks without trying every path through it', () => {
    const tasks: TaskPlan[] = [];
    const statuses: Record<string, Status> = {};
    for (let rung = 0; rung < 500; rung++) {
      const before = rung === 0 ? [] : [`l${rung - 1}`, `r${rung - 1}`];
      for (const side of ['l', 'r']) {
        tasks.push(step(`${side}${rung}`, before, { skip: true }));
        statuses[`${side}${rung}`] = 'skipped';
      }
    }
    const plan = aPlan([...tasks, step('end', ['l499', 'r499'])]);
    expect(decide(plan, stateOf(plan, statuses), NOW).ready).toEqual(['end']);
  });

  it('keeps to the parallelism of the pipeline', () => {
    const plan = aPlan([step('a'), step('b'), step('c')], { parallelism: 2 });
    expect(decide(plan, stateOf(plan, { b: 'running' }), NOW).ready).toEqual([
      'a',
    ]);
  });

  it('waits twice as long before each further attempt, five minutes at most', () => {
    const plan = aPlan([
      step('a', [], { retry: { limit: 20, backoffSeconds: 10 } }),
    ]);
    const after = (tries: number) => {
      const state = stateOf(plan);
      state.tasks.a.attempts = Array.from({ length: tries }, () =>
        failedAt(NOW),
      );
      return decide(plan, state, NOW).wakeAt! - NOW;
    };
    expect([1, 2, 3, 20].map(after)).toEqual([10_000, 20_000, 40_000, 300_000]);
    const state = stateOf(plan);
    state.tasks.a.attempts = [failedAt(NOW - 10_000)];
    expect(decide(plan, state, NOW)).toMatchObject({
      ready: ['a'],
      wakeAt: null,
    });
  });

  it('ends a run that takes too long, from its first task on', () => {
    const plan = aPlan([step('a'), step('b', ['a'])], { timeoutSeconds: 60 });
    const begun = stateOf(plan, { a: 'running' }, { startedAt: NOW });
    expect(decide(plan, begun, NOW)).toMatchObject({
      timedOut: false,
      wakeAt: NOW + 60_000,
    });
    expect(decide(plan, begun, NOW + 60_000)).toMatchObject({
      timedOut: true,
      settle: [{ task: 'b', status: 'stopped' }],
    });
    expect(decide(plan, stateOf(plan), NOW).wakeAt).toBeNull();
  });

  it('starts nothing more in a run that is asked to end, and ends it with what was asked', () => {
    const ending = { status: 'stopped', reason: 'stopped on request' } as const;
    const under = stateOf(diamond, { begin: 'running' }, { ending });
    expect(decide(diamond, under, NOW)).toMatchObject({
      ready: [],
      finish: null,
    });
    const over = stateOf(diamond, { begin: 'stopped' }, { ending });
    expect(decide(diamond, over, NOW).finish).toEqual(ending);
  });

  it('names the task that failed, and otherwise succeeds', () => {
    const plan = aPlan([step('a'), step('b')]);
    const failed = stateOf(plan, { a: 'succeeded', b: 'failed' });
    failed.tasks.b.reason = 'exit code 3';
    expect(decide(plan, failed, NOW).finish).toEqual({
      status: 'failed',
      reason: 'b failed: exit code 3',
    });
    const fine = stateOf(plan, { a: 'succeeded', b: 'skipped' });
    expect(decide(plan, fine, NOW).finish).toEqual({
      status: 'succeeded',
      reason: null,
    });
  });
});
