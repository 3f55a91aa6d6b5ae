import { PassThrough } from 'node:stream';
import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { aWorkload } from '@mlops/plugin-mlops-node';
import type { ObservedPod } from '../state/ObservedPod';
import { ReadinessQuestion } from './ReadinessQuestion';
import { NEW_WORKLOAD } from './WorkloadState';

const never = new AbortController().signal;
const pod = { metadata: { namespace: 'n', name: 'pod' } } as ObservedPod;

function aRecord(more: Partial<WorkloadPlan> = {}) {
  const plan = aWorkload(
    {
      argv: ['serve'],
      runtime: { kind: 'process', python: null },
      ports: [
        { name: 'http', protocol: 'http', listen: { kind: 'tcp', number: 80 } },
      ],
    },
    {
      readiness: {
        port: 'http',
        httpGet: null,
        periodSeconds: 2,
        timeoutSeconds: 5,
        startupSeconds: 10,
      },
      ...more,
    },
  );
  const state = {
    ...NEW_WORKLOAD,
    starts: 1,
    isRunning: true,
    lastStartedAt: 1_000,
  };
  const metadata = {
    name: 'r',
    namespace: 'n',
    uid: 'u',
    resourceVersion: '1',
  };
  return { plan, state, metadata };
}

describe('ReadinessQuestion', () => {
  let now = 5_000;
  let asked: number[] = [];
  let answer: () => Promise<PassThrough>;
  const refuse = async () => {
    throw new Error('refused');
  };
  const question = () =>
    new ReadinessQuestion(
      {
        connect: async ({ port }) => {
          asked.push(port);
          return answer();
        },
      },
      () => now,
    );
  beforeEach(() => {
    now = 5_000;
    asked = [];
    answer = refuse;
  });

  it('asks the port of the plan, and not again before its period is over', async () => {
    const one = question();
    expect(await one.ask(pod, aRecord(), never)).toEqual({
      reason: 'it is not ready yet: it takes no connections',
    });
    expect(one.askAt).toBe(7_000);
    now = 6_999;
    expect(await one.ask(pod, aRecord(), never)).toEqual({});
    expect(asked).toEqual([80]);
    now = 7_000;
    answer = async () => new PassThrough();
    expect(await one.ask(pod, aRecord(), never)).toMatchObject({
      status: 'ready',
      readyAt: 7_000,
    });
    // What is started again is asked at once.
    expect(one.askAt).toBe(7_000);
  });

  it('gives up what takes longer than it may', async () => {
    now = 11_000;
    expect(await question().ask(pod, aRecord(), never)).toEqual({
      givenUp: 'it did not get ready within 10 s: it takes no connections',
    });
  });

  it('says nothing of an answer that something else has overtaken', async () => {
    const interrupt = new AbortController();
    answer = async () => {
      interrupt.abort();
      throw new Error('aborted');
    };
    expect(await question().ask(pod, aRecord(), interrupt.signal)).toEqual({});
  });

  it('never asks where nothing is to be asked', async () => {
    const one = question();
    expect(await one.ask(pod, aRecord({ readiness: null }), never)).toEqual({});
    expect(one.askAt).toBe(Infinity);
    expect(asked).toEqual([]);
  });
});
