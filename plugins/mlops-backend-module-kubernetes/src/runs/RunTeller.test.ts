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
    waiting: [],
  };
}

describe('RunTeller', () => {
  const about = { epoch: 7, now: 9 };
  const files = async () => ({
    outputs: [
      { path: 'outputs.json', mediaType: 'application/json', size: 2 },
      { path: 'plot.png', mediaType: 'image/png', size: 3 },
    ],
    peak: { cpuCores: 1, memoryBytes: 5 },
  });

  it('tells attempts before tasks before the run, each once', async () => {
    const teller = new RunTeller(plan);
    const first = await teller.events(states('running'), about, files);
    expect(first.map(({ type }) => type)).toEqual(['attempt', 'task', 'run']);
    expect(await teller.events(states('running'), about, files)).toEqual([]);
  });

  it('asks for files when an attempt has ended, and leaves out its results', async () => {
    const teller = new RunTeller(plan);
    const asked = jest.fn(files);
    await teller.events(states('running'), about, asked);
    expect(asked).not.toHaveBeenCalled();
    const [attempt] = await teller.events(states('succeeded'), about, asked);
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

  it('tells again what it could not tell to the end', async () => {
    const teller = new RunTeller(plan);
    const broken = async () => {
      throw new Error('no storage');
    };
    await expect(
      teller.events(states('succeeded'), about, broken),
    ).rejects.toThrow('no storage');
    const events = await teller.events(states('succeeded'), about, files);
    expect(events).toHaveLength(3);
  });
});
