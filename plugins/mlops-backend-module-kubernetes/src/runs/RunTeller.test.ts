import { aPlan, aTask } from '@mlops/plugin-mlops-node';
import type { RunStates } from '../state/statesOf';
import { RunTeller } from './RunTeller';

const times = { startedAt: 1, finishedAt: null };
const plan = aPlan([
  aTask('load', { argv: ['x'], runtime: { kind: 'process', python: null } }),
]);

function states(status: 'running' | 'succeeded'): RunStates {
  const state = { ...times, status, reason: null };
  const attempt = {
    ...state,
    attempt: 1,
    exitCode: null,
    values: { rows: 5 },
    metrics: {},
    node: 'node',
    isOutOfMemory: false,
  };
  return {
    run: state,
    tasks: [{ task: 'load', ...state, attempts: [attempt] }],
    lost: [],
    waiting: [],
  };
}

describe('RunTeller', () => {
  const about = { epoch: 7, now: 9 };
  const files = () => ({
    outputs: [
      { path: 'outputs.json', mediaType: 'application/json', size: 2 },
      { path: 'plot.png', mediaType: 'image/png', size: 3 },
    ],
    peak: { cpuCores: 1, memoryBytes: 5 },
  });

  it('tells attempts before tasks before the run, each once', () => {
    const teller = new RunTeller(plan);
    const { events, isAll } = teller.events(states('running'), about, files);
    expect(events.map(({ type }) => type)).toEqual(['attempt', 'task', 'run']);
    expect(isAll).toBe(true);
    expect(teller.events(states('running'), about, files).events).toEqual([]);
  });

  it('asks for files when an attempt has ended, and leaves out its results', () => {
    const teller = new RunTeller(plan);
    const asked = jest.fn(files);
    teller.events(states('running'), about, asked);
    expect(asked).not.toHaveBeenCalled();
    const [attempt] = teller.events(states('succeeded'), about, asked).events;
    expect(asked).toHaveBeenCalledWith(
      'load',
      expect.objectContaining({ attempt: 1 }),
    );
    expect(attempt).toMatchObject({
      type: 'attempt',
      epoch: 7,
      at: 9,
      runId: plan.runId,
      task: 'load',
      values: { rows: 5 },
      outputs: [{ path: 'plot.png' }],
    });
  });

  it('holds back an end that is not known as a whole, with all that follow from it', () => {
    const teller = new RunTeller(plan);
    const unknown = () => undefined;
    expect(teller.events(states('succeeded'), about, unknown)).toEqual({
      events: [],
      isAll: false,
    });
    // What goes on is told meanwhile.
    const { events } = teller.events(states('running'), about, unknown);
    expect(events).toHaveLength(3);
    const { events: end, isAll } = teller.events(
      states('succeeded'),
      about,
      files,
    );
    expect(end.map(({ type }) => type)).toEqual(['attempt', 'task', 'run']);
    expect(isAll).toBe(true);
  });
});
