import fc from 'fast-check';
import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { aWorkload } from '@mlops/plugin-mlops-node';
import { nextStep } from './nextStep';
import type { Start } from './startOf';
import { NEW_WORKLOAD, type WorkloadState } from './WorkloadState';

const NOW = 1_000_000;
const running: Start = { kind: 'running', since: NOW - 5_000, reason: null };
const waiting: Start = { kind: 'waiting', reason: null };
const started = {
  starts: 1,
  isRunning: true,
  podUid: 'u',
  startedAt: NOW - 5_000,
  lastStartedAt: NOW - 5_000,
};

function stepOf(
  state: Partial<WorkloadState>,
  start?: Start,
  more: Partial<WorkloadPlan> = {},
) {
  const plan = aWorkload(
    {
      argv: ['x'],
      runtime: { kind: 'process', python: null },
      ports: [
        { name: 'http', protocol: 'http', listen: { kind: 'tcp', number: 1 } },
      ],
    },
    more,
  );
  return nextStep(plan, { ...NEW_WORKLOAD, ...state }, start, NOW);
}

describe('what comes next for a workload', () => {
  it('writes down a start before it makes it', () => {
    expect(stepOf({})).toEqual({
      step: 'change',
      change: {
        status: 'starting',
        reason: null,
        isRunning: true,
        podUid: null,
        starts: 1,
      },
    });
    expect(stepOf({ starts: 1, isRunning: true })).toEqual({ step: 'make' });
  });

  it('does nothing about what is over, whatever there is', () => {
    for (const status of ['ended', 'failed'] as const) {
      expect(stepOf({ ...started, status }, running)).toEqual({
        step: 'nothing',
      });
    }
  });

  it('looks for a pod that it does not see, before it takes it for lost', () => {
    expect(stepOf({ starts: 1, isRunning: true, podUid: 'u' })).toEqual({
      step: 'miss',
    });
    const ending = 'ended on request';
    expect(stepOf({ starts: 1, isRunning: true, ending })).toEqual({
      step: 'miss',
    });
  });

  it('says why nothing is executed yet', () => {
    const reason = 'no machine takes it';
    const why: Start = { kind: 'waiting', reason };
    expect(stepOf({ ...started, startedAt: null }, why)).toEqual({
      step: 'change',
      change: { reason },
    });
    expect(stepOf({ ...started, startedAt: null, reason }, why)).toEqual({
      step: 'wait',
      until: Infinity,
    });
  });

  it('notes when its program began, first and last', () => {
    const first = { ...started, startedAt: null, lastStartedAt: null };
    const since = NOW - 5_000;
    expect(stepOf(first, running)).toMatchObject({
      change: { startedAt: since, lastStartedAt: since },
    });
    expect(stepOf({ ...first, startedAt: 7 }, running)).toMatchObject({
      change: { startedAt: 7, lastStartedAt: since },
    });
  });

  it('asks until it is ready, or takes it for ready where nothing is to be asked', () => {
    expect(stepOf(started, running)).toEqual({ step: 'ask', until: Infinity });
    expect(stepOf(started, running, { readiness: null })).toMatchObject({
      change: { status: 'ready', readyAt: NOW },
    });
    expect(
      stepOf({ ...started, status: 'ready', readyAt: NOW }, running),
    ).toEqual({ step: 'wait', until: Infinity });
  });

  it('says that the machine of one that was ready does not answer', () => {
    const reason = 'its machine "a" does not answer';
    expect(
      stepOf(
        { ...started, status: 'ready', readyAt: NOW },
        { ...running, reason },
      ),
    ).toEqual({ step: 'change', change: { reason } });
  });

  it('ends one whose lifetime is over, and not before', () => {
    const ready = { ...started, status: 'ready', readyAt: NOW } as const;
    expect(stepOf(ready, running, { lifetimeSeconds: 6 })).toEqual({
      step: 'wait',
      until: NOW + 1_000,
    });
    expect(stepOf(ready, running, { lifetimeSeconds: 5 })).toEqual({
      step: 'change',
      change: { ending: 'its lifetime of 5 s is over' },
    });
  });

  it('asks a program to end before it removes it', () => {
    const ending = 'ended on request';
    expect(stepOf({ ...started, ending }, running)).toEqual({
      step: 'change',
      change: { stoppingAt: NOW },
    });
    const until = NOW + 30_000;
    expect(stepOf({ ...started, ending, stoppingAt: NOW }, running)).toEqual({
      step: 'stop',
      until,
    });
    expect(
      stepOf({ ...started, ending, stoppingAt: NOW - 30_000 }, running),
    ).toEqual({ step: 'remove' });
  });

  it('removes at once what has not begun', () => {
    expect(stepOf({ ...started, ending: 'asked' }, waiting)).toEqual({
      step: 'remove',
    });
  });

  it('ends one that did not get ready', () => {
    const givenUp = 'it did not get ready';
    expect(
      stepOf({ ...started, givenUp, stoppingAt: NOW }, running),
    ).toMatchObject({ step: 'stop' });
  });

  it('starts nothing again that is to end, or whose lifetime is over', () => {
    const failed = {
      starts: 1,
      failures: 1,
      failedAt: NOW,
      status: 'restarting',
    } as const;
    const restart = {
      kind: 'on-failure',
      limit: 9,
      backoffSeconds: 60,
    } as const;
    expect(
      stepOf({ ...failed, ending: 'asked' }, undefined, { restart }),
    ).toMatchObject({ change: { status: 'ended', reason: 'asked' } });
    const more = { restart, lifetimeSeconds: 10 };
    expect(
      stepOf({ ...failed, startedAt: NOW - 10_000 }, undefined, more),
    ).toMatchObject({ change: { status: 'ended' } });
    expect(
      stepOf({ ...failed, startedAt: NOW - 4_000 }, undefined, more),
    ).toEqual({ step: 'wait', until: NOW + 6_000 });
  });

  it('comes to an end from every state, once it was asked for', () => {
    fc.assert(
      fc.property(
        fc.record({
          starts: fc.integer({ min: 0, max: 3 }),
          isRunning: fc.boolean(),
          failures: fc.integer({ min: 0, max: 3 }),
          readyAt: fc.option(fc.constant(NOW)),
          givenUp: fc.option(fc.constant('late')),
        }),
        fc.constantFrom(undefined, running, waiting),
        (some, first) => {
          let state: WorkloadState = {
            ...NEW_WORKLOAD,
            ...some,
            ending: 'asked',
          };
          let start: Start | undefined = first;
          for (let i = 0; i < 20; i++) {
            const next = stepOf(state, start);
            if (next.step === 'nothing') break;
            // Neither is made any more.
            expect(['make', 'ask']).not.toContain(next.step);
            if (next.step === 'change') state = { ...state, ...next.change };
            else if (next.step === 'miss') {
              state = { ...state, isRunning: false };
            } else start = undefined;
          }
          expect(state).toMatchObject({ status: 'ended', reason: 'asked' });
        },
      ),
    );
  });
});
