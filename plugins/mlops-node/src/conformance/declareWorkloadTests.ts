import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import type { ExecutionEngine } from '../engine/ExecutionEngine';
import type { WorkloadEngine } from '../engine/Workload';
import { bytesOf } from './bytesOf';
import type { ConformanceHarness } from './ConformanceHarness';
import { aWorkload } from './planFactory';
import { RunObserver } from './RunObserver';
import { askUpstream, echoUpstream } from './webClient';
import { WEB_SERVER } from './webServer';

/** Declares the promises of `WorkloadEngine` as tests; where an engine runs no workloads they have nothing to say. */
export function declareWorkloadTests(
  create: () => Promise<ConformanceHarness>,
): void {
  describe('workloads', () => {
    let harness: ConformanceHarness;
    let engine: ExecutionEngine;
    let seen: RunObserver;
    let made: WorkloadPlan[];

    beforeEach(async () => {
      made = [];
      harness = await create();
      engine = harness.engine;
      seen = new RunObserver(engine);
    });

    afterEach(async () => {
      // Nothing else ends them: they outlive engines.
      for (const plan of made) {
        await engine.workloads?.end(plan);
        const isKnown = seen.workload(plan.workloadId).length > 0;
        if (isKnown) await seen.workloadOver(plan.workloadId);
      }
      await seen.stop();
      await harness.dispose();
    });

    const server = (more?: Partial<WorkloadPlan>) => {
      if (!harness.serve) throw new Error('The harness cannot serve');
      const plan = aWorkload(harness.serve(WEB_SERVER), more);
      made.push(plan);
      return plan;
    };
    const restarted = async () => {
      await seen.stop();
      engine = await harness.restart();
      seen = new RunObserver(engine);
      return workloadsOf(engine);
    };
    const started = async (workloads: WorkloadEngine, plan: WorkloadPlan) => {
      await workloads.start(plan);
      await seen.workloadReady(plan.workloadId);
      return plan;
    };
    const name = (value: string) => ({ env: [{ name: 'NAME', value }] });
    const logOf = (workloads: WorkloadEngine, plan: WorkloadPlan, from = 0) =>
      bytesOf(
        workloads.log(plan, {
          from,
          follow: true,
          signal: new AbortController().signal,
        }),
      );
    /** Asks nothing of an engine that runs no workloads. */
    const given =
      (check: (workloads: WorkloadEngine) => Promise<void>) => async () => {
        if (engine.workloads) await check(engine.workloads);
      };

    it('says that it runs workloads if and only if it does', async () => {
      expect(engine.capabilities.workloads).toBe(
        engine.workloads !== undefined,
      );
    });

    it(
      'starts once however often it is started',
      given(async workloads => {
        const plan = server(name('one'));
        await Promise.all([workloads.start(plan), workloads.start(plan)]);
        await seen.workloadReady(plan.workloadId);
        await workloads.start(plan);
        const again = await restarted();
        await again.start(plan);
        await seen.workloadReady(plan.workloadId);
        await again.end(plan);
        const last = await seen.workloadOver(plan.workloadId);
        expect(last).toMatchObject({ status: 'ended', restarts: 0 });
        await again.start(plan);
        expect(String(await logOf(again, plan))).toBe('serving\n');
      }),
    );

    it(
      'is ready only when its program answers',
      given(async workloads => {
        const env = [{ name: 'DELAY', value: '1.5' }];
        const began = Date.now();
        const plan = server({ env });
        await workloads.start(plan);
        await expect(workloads.connect(plan, 'http')).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
        });
        const { readyAt, restarts } = await seen.workloadReady(plan.workloadId);
        expect(readyAt).toBeGreaterThanOrEqual(began + 1_500);
        expect(restarts).toBe(0);
        const statuses = seen
          .workload(plan.workloadId)
          .map(({ status }) => status);
        expect(new Set(statuses.slice(0, -1))).toEqual(new Set(['starting']));
      }),
    );

    it(
      'is ready once a connection is taken',
      given(async workloads => {
        const probe = server().readiness;
        const plan = server({
          env: [{ name: 'DELAY', value: '1' }],
          readiness: probe && { ...probe, httpGet: null },
        });
        const began = Date.now();
        await workloads.start(plan);
        const { readyAt } = await seen.workloadReady(plan.workloadId);
        expect(readyAt).toBeGreaterThanOrEqual(began + 1_000);
        const upstream = await workloads.connect(plan, 'http');
        expect(await askUpstream(upstream, '/')).toMatch(/ /);
      }),
    );

    it(
      'fails when it does not get ready in time',
      given(async workloads => {
        const probe = server().readiness;
        const plan = server({
          env: [{ name: 'DELAY', value: '60' }],
          readiness: probe && { ...probe, startupSeconds: 1 },
        });
        await workloads.start(plan);
        const last = await seen.workloadOver(plan.workloadId);
        expect(last.status).toBe('failed');
        expect(last.reason).toMatch(/1 s/);
      }),
    );

    it(
      'is reached by HTTP and by WebSocket',
      given(async workloads => {
        const plan = await started(workloads, server(name('me')));
        const upstream = await workloads.connect(plan, 'http');
        expect(await askUpstream(upstream, '/')).toMatch(/^me [0-9a-f]{32}$/);
        expect(await echoUpstream(upstream, '/echo', 'hello')).toBe('hello');
        const many = Array.from({ length: 20 }, (_, i) => `number ${i}`);
        const answers = many.map(text => echoUpstream(upstream, '/echo', text));
        expect(await Promise.all(answers)).toEqual(many);
      }),
    );

    it(
      'knows its own ports and no others',
      given(async workloads => {
        const plan = await started(workloads, server());
        for (const [ref, port] of [
          [plan, 'other'],
          [plan, '../http'],
          [server(), 'http'],
        ] as const) {
          await expect(workloads.connect(ref, port)).rejects.toMatchObject({
            name: 'NotFoundError',
          });
        }
      }),
    );

    it(
      'lets two have the same port',
      given(async workloads => {
        const plans = [server(name('first')), server(name('second'))];
        for (const plan of plans) await started(workloads, plan);
        for (const [index, word] of ['first', 'second'].entries()) {
          const upstream = await workloads.connect(plans[index], 'http');
          expect(await askUpstream(upstream, '/')).toMatch(
            new RegExp(`^${word} `),
          );
        }
      }),
    );

    it(
      'leaves nothing when it is ended',
      given(async workloads => {
        const plan = await started(workloads, server());
        const upstream = await workloads.connect(plan, 'http');
        await askUpstream(upstream, '/leave');
        await until(
          async () => Number(await askUpstream(upstream, '/beats')) > 0,
        );
        const running = await workloads.objects(plan);
        expect(running.map(({ status }) => status)).toEqual(['running']);
        await workloads.end(plan);
        await workloads.end(plan);
        const last = await seen.workloadOver(plan.workloadId);
        expect(last).toMatchObject({ status: 'ended', readyAt: null });
        expect(last.finishedAt).toBeGreaterThan(0);
        expect(last.peak?.memoryBytes).toBeGreaterThan(0);
        await expect(askUpstream(upstream, '/')).rejects.toThrow();
        await expect(workloads.connect(plan, 'http')).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
        });
        const left = await workloads.objects(plan);
        expect(left.filter(({ status }) => status === 'running')).toEqual([]);
      }),
    );

    it(
      'ends one that it has just begun to start',
      given(async workloads => {
        const plan = server();
        await workloads.start(plan);
        await workloads.end(plan);
        const last = await seen.workloadOver(plan.workloadId);
        expect(last.status).toBe('ended');
      }),
    );

    it(
      'lets those be that it does not know',
      given(async workloads => {
        const unknown = server();
        await workloads.end(unknown);
        await workloads.purge(unknown);
        expect(await workloads.objects(unknown)).toEqual([]);
        expect(await logOf(workloads, unknown)).toHaveLength(0);
      }),
    );

    it(
      'is restarted as its policy says',
      given(async workloads => {
        const plan = server({
          ...name('again'),
          restart: { kind: 'on-failure', limit: 1, backoffSeconds: 0 },
        });
        await started(workloads, plan);
        const first = await workloads.connect(plan, 'http');
        const before = await askUpstream(first, '/');
        await askUpstream(first, '/crash').catch(() => undefined);
        await seen.workloadUntil(
          plan.workloadId,
          'ready again',
          ({ restarts, status }) => restarts === 1 && status === 'ready',
        );
        const second = await workloads.connect(plan, 'http');
        const after = await askUpstream(second, '/');
        expect(after).toMatch(/^again /);
        expect(after).not.toBe(before);
        await askUpstream(second, '/crash').catch(() => undefined);
        const last = await seen.workloadOver(plan.workloadId);
        expect(last).toMatchObject({
          status: 'failed',
          restarts: 1,
          exitCode: 7,
          reason: expect.stringMatching(/7.*2 times/),
        });
        const told = seen.workload(plan.workloadId);
        expect(told.map(({ status }) => status)).toContain('restarting');
        expect(String(await logOf(workloads, plan))).toBe('serving\nserving\n');
      }),
    );

    it(
      'fails for good where it may not restart',
      given(async workloads => {
        const plan = await started(workloads, server());
        const upstream = await workloads.connect(plan, 'http');
        await askUpstream(upstream, '/crash').catch(() => undefined);
        const last = await seen.workloadOver(plan.workloadId);
        expect(last).toMatchObject({
          status: 'failed',
          restarts: 0,
          exitCode: 7,
          reason: expect.stringContaining('7'),
        });
      }),
    );

    it(
      'ends when its lifetime is over',
      given(async workloads => {
        const plan = server({ lifetimeSeconds: 3 });
        await workloads.start(plan);
        const last = await seen.workloadOver(plan.workloadId);
        expect(last.status).toBe('ended');
        expect(last.reason).toMatch(/3 s/);
        const lived = (last.finishedAt ?? 0) - (last.startedAt ?? 0);
        expect(lived).toBeGreaterThanOrEqual(2_900);
      }),
    );

    it(
      'goes on while the engine is away',
      given(async workloads => {
        const plan = await started(workloads, server(name('same')));
        const upstream = await workloads.connect(plan, 'http');
        const before = await askUpstream(upstream, '/');
        const adopted = await restarted();
        await seen.workloadReady(plan.workloadId);
        const again = await adopted.connect(plan, 'http');
        expect(await askUpstream(again, '/')).toBe(before);
        expect(await echoUpstream(again, '/echo', 'still')).toBe('still');
        await adopted.end(plan);
        const last = await seen.workloadOver(plan.workloadId);
        expect(last).toMatchObject({ status: 'ended', restarts: 0 });
      }),
    );

    it(
      'keeps every byte of its log',
      given(async workloads => {
        const plan = await started(workloads, server());
        const upstream = await workloads.connect(plan, 'http');
        for (let i = 0; i < 3; i++) await askUpstream(upstream, '/log');
        const line = [0, 255, ...Buffer.from(' line\n')];
        const expected = Buffer.from([
          ...Buffer.from('serving\n'),
          ...line,
          ...line,
          ...line,
        ]);
        const following = logOf(workloads, plan);
        await workloads.end(plan);
        await seen.workloadOver(plan.workloadId);
        expect((await following).equals(expected)).toBe(true);
        expect(await workloads.logSize(plan)).toBe(expected.length);
        const tail = await logOf(workloads, plan, expected.length - 3);
        expect(String(tail)).toBe('ne\n');
      }),
    );

    it(
      'tells a late watcher how it is',
      given(async workloads => {
        const plan = await started(workloads, server());
        const late = new RunObserver(engine);
        await late.until('the end of the replay', () =>
          late.events.some(({ type }) => type === 'synced'),
        );
        const [first] = late.workload(plan.workloadId);
        expect(first).toEqual(
          expect.objectContaining({ status: 'ready', reason: null }),
        );
        await late.stop();
      }),
    );

    it(
      'is purged once it is over',
      given(async workloads => {
        const plan = await started(workloads, server());
        await expect(workloads.purge(plan)).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
        });
        await workloads.end(plan);
        await seen.workloadOver(plan.workloadId);
        await workloads.purge(plan);
        await workloads.purge(plan);
        expect(await workloads.logSize(plan)).toBe(0);
        await restarted();
        await seen.until('the end of the replay', () =>
          seen.events.some(({ type }) => type === 'synced'),
        );
        expect(seen.workload(plan.workloadId)).toEqual([]);
      }),
    );
  });
}

function workloadsOf({ workloads }: ExecutionEngine): WorkloadEngine {
  if (!workloads) throw new Error('It ran workloads before the restart');
  return workloads;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()))
    await new Promise(resolve => setTimeout(resolve, 20));
}
