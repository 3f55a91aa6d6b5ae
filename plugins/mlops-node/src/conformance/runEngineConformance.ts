import type { RunPlan, TaskPlan } from '@mlops/plugin-mlops-common';
import type { EngineEvent } from '../engine/EngineEvent';
import type { AttemptRef, ExecutionEngine } from '../engine/ExecutionEngine';
import type { ConformanceHarness } from './ConformanceHarness';
import { bytesOf } from './bytesOf';
import { aPlan, aTask } from './planFactory';
import { RunObserver } from './RunObserver';
import { declareWorkloadTests } from './declareWorkloadTests';
import { terminalConformance } from './terminalConformance';

/** A sign of life of a process, for as long as it lives. */
const BEAT =
  'while :; do echo beat >> "$MLOPS_OUTPUTS/beats"; sleep 0.02; done';

/**
 * Declares the tests that every engine must pass, with the `describe` and `it` of Jest. Each promise of
 * `ExecutionEngine` is one of them.
 *
 * @public
 */
export function runEngineConformance(
  name: string,
  create: () => Promise<ConformanceHarness>,
): void {
  describe(`the engine contract, kept by ${name}`, () => {
    let harness: ConformanceHarness;
    let engine: ExecutionEngine;
    let seen: RunObserver;

    beforeEach(async () => {
      harness = await create();
      engine = harness.engine;
      seen = new RunObserver(engine);
    });

    afterEach(async () => {
      await seen.stop();
      await harness.dispose();
    });

    const task = (taskName: string, script: string, more?: Partial<TaskPlan>) =>
      aTask(taskName, harness.shell(script), more);
    const finished = async (plan: RunPlan) => {
      await engine.submit(plan);
      return seen.ended(plan.runId);
    };
    const restarted = async () => {
      await seen.stop();
      engine = await harness.restart();
      seen = new RunObserver(engine);
    };
    const ref = (plan: RunPlan, taskName: string, attempt = 1): AttemptRef => ({
      runId: plan.runId,
      task: taskName,
      attempt,
    });
    const logOf = async (from: ExecutionEngine, at: AttemptRef, offset = 0) =>
      bytesOf(
        from.log(at, {
          from: offset,
          follow: true,
          signal: new AbortController().signal,
        }),
      );

    it('starts a run once however often it is submitted', async () => {
      const plan = aPlan([task('only', 'echo ran')]);
      const answers = await Promise.all([
        engine.submit(plan),
        engine.submit(plan),
      ]);
      expect(await seen.ended(plan.runId)).toBe('succeeded');
      answers.push(await engine.submit(plan));
      expect(new Set(answers.map(({ uid }) => uid)).size).toBe(1);
      expect(String(await logOf(engine, ref(plan, 'only')))).toBe('ran\n');
      expect(seen.attempts(plan.runId, 'only')).toHaveLength(1);
    });

    it('knows a run again after a restart, so that a lost answer starts nothing twice', async () => {
      const plan = aPlan([task('only', 'echo ran; sleep 0.3')]);
      const { uid } = await engine.submit(plan);
      await restarted();
      expect(await engine.submit(plan)).toEqual({ uid });
      expect(await seen.ended(plan.runId)).toBe('succeeded');
      expect(String(await logOf(engine, ref(plan, 'only')))).toBe('ran\n');
      expect(seen.attempts(plan.runId, 'only')).toHaveLength(1);
    });

    it('executes a task after those it depends on, and hands their files and values on', async () => {
      const plan = aPlan([
        task(
          'make',
          'echo 42 > "$MLOPS_OUTPUTS/number"; echo \'{"n": 42}\' > "$MLOPS_OUTPUTS/outputs.json"; echo \'{"score": 0.5}\' > "$MLOPS_OUTPUTS/metrics.json"',
        ),
        task('use', 'cat "$MLOPS_INPUTS/make/number"; echo "n=$N"', {
          dependsOn: ['make'],
          env: [
            {
              name: 'N',
              value: { parts: [{ task: 'make', output: 'n', filters: [] }] },
            },
          ],
        }),
      ]);
      expect(await finished(plan)).toBe('succeeded');
      expect(String(await logOf(engine, ref(plan, 'use')))).toBe('42\nn=42\n');
      const [made] = seen.attempts(plan.runId, 'make');
      expect(made.values).toEqual({ n: 42 });
      expect(made.metrics).toEqual({ score: 0.5 });
    });

    it('skips what depends on a failure, with the name of it, and executes the rest', async () => {
      const plan = aPlan([
        task('bad', 'exit 3'),
        task('after', 'echo never', { dependsOn: ['bad'] }),
        task('beside', 'true'),
      ]);
      expect(await finished(plan)).toBe('failed');
      expect(seen.taskStatus(plan.runId, 'after')).toBe('skipped');
      expect(seen.taskStatus(plan.runId, 'beside')).toBe('succeeded');
      const told = seen.events.filter(
        event => event.type === 'task' && event.task === 'after',
      );
      expect(JSON.stringify(told.at(-1))).toContain('bad');
      expect(seen.attempts(plan.runId, 'bad')[0].exitCode).toBe(3);
    });

    it('takes a task that the definition skips for done', async () => {
      const plan = aPlan([
        task('out', 'exit 1', { skip: true }),
        task('next', 'true', { dependsOn: ['out'] }),
      ]);
      expect(await finished(plan)).toBe('succeeded');
      expect(seen.taskStatus(plan.runId, 'out')).toBe('skipped');
      expect(seen.attempts(plan.runId, 'out')).toEqual([]);
    });

    it('tries a failed task again as often as its policy says, and no more', async () => {
      const plan = aPlan([
        task('bad', 'exit 1', { retry: { limit: 2, backoffSeconds: 0 } }),
        task('late', '[ "$MLOPS_ATTEMPT" = 2 ]', {
          retry: { limit: 5, backoffSeconds: 0 },
        }),
      ]);
      expect(await finished(plan)).toBe('failed');
      expect(seen.attempts(plan.runId, 'bad')).toHaveLength(3);
      expect(
        seen.attempts(plan.runId, 'late').map(({ status }) => status),
      ).toEqual(['failed', 'succeeded']);
    });

    it('ends a task that takes longer than it may, and says so', async () => {
      const plan = aPlan([task('slow', 'sleep 60', { timeoutSeconds: 1 })]);
      expect(await finished(plan)).toBe('failed');
      expect(seen.attempts(plan.runId, 'slow')[0].reason).toMatch(/1 s/);
    });

    it('keeps to the parallelism of the run', async () => {
      const script = 'echo start; sleep 0.2; echo end';
      const plan = aPlan(
        ['a', 'b', 'c'].map(taskName => task(taskName, script)),
        { parallelism: 1 },
      );
      expect(await finished(plan)).toBe('succeeded');
      const spans = ['a', 'b', 'c']
        .flatMap(taskName => seen.attempts(plan.runId, taskName))
        .map(({ startedAt, finishedAt }) => [startedAt ?? 0, finishedAt ?? 0])
        .sort(([a], [b]) => a - b);
      for (let i = 1; i < spans.length; i++) {
        expect(spans[i][0]).toBeGreaterThanOrEqual(spans[i - 1][1]);
      }
    });

    it('leaves nothing running when it is stopped, and does not start the rest', async () => {
      const plan = aPlan([
        task('long', '(setsid sleep 1000 &); trap "" TERM; echo up; sleep 0.1'),
        task('next', 'echo never', { dependsOn: ['long'] }),
        task('other', 'echo up; sleep 1000'),
      ]);
      await engine.submit(plan);
      await seen.until(
        'the task to run',
        () => seen.taskStatus(plan.runId, 'other') === 'running',
      );
      await engine.stop({ runId: plan.runId, uid: null });
      expect(await seen.ended(plan.runId)).toBe('stopped');
      const objects = await engine.objects({ runId: plan.runId, uid: null });
      expect(objects.filter(({ status }) => status === 'running')).toEqual([]);
      expect(seen.attempts(plan.runId, 'next')).toEqual([]);
    });

    it('ends what a task has left in a session of its own, when the task has ended', async () => {
      const plan = aPlan([
        task(
          'leaves',
          `(setsid sh -c '${BEAT}' &); until [ -s "$MLOPS_OUTPUTS/beats" ]; do sleep 0.02; done`,
        ),
      ]);
      expect(await finished(plan)).toBe('succeeded');
      const beats = async () =>
        (await engine.outputs(ref(plan, 'leaves'))).map(({ size }) => size);
      const atTheEnd = await beats();
      await new Promise(resolve => setTimeout(resolve, 300));
      expect(await beats()).toEqual(atTheEnd);
    });

    it('stops what the backend before the restart had started', async () => {
      const plan = aPlan([task('long', 'echo up; sleep 1000')]);
      await engine.submit(plan);
      await seen.until(
        'the task to run',
        () => seen.taskStatus(plan.runId, 'long') === 'running',
      );
      await restarted();
      await engine.stop({ runId: plan.runId, uid: null });
      expect(await seen.ended(plan.runId)).toBe('stopped');
    });

    it('lets runs be that it does not know, and those that are over', async () => {
      const unknown = { runId: aPlan([]).runId, uid: null };
      await engine.stop(unknown);
      expect(await engine.clear(unknown)).toEqual([]);
      expect(await engine.objects(unknown)).toEqual([]);
      const plan = aPlan([task('one', 'true')]);
      expect(await finished(plan)).toBe('succeeded');
      await engine.stop({ runId: plan.runId, uid: null });
      await restarted();
      expect(await seen.ended(plan.runId)).toBe('succeeded');
    });

    it('keeps every byte of a log, also those that are no text', async () => {
      const plan = aPlan([
        task('bytes', 'printf "\\000\\377\\n"; head -c 300000 /dev/zero'),
      ]);
      expect(await finished(plan)).toBe('succeeded');
      const at = ref(plan, 'bytes');
      const whole = await logOf(engine, at);
      expect(whole).toHaveLength(300_003);
      expect([...whole.subarray(0, 3)]).toEqual([0, 255, 10]);
      expect(await logOf(engine, at, 300_000)).toHaveLength(3);
      expect(await engine.logSize(at)).toBe(300_003);
    });

    it('remembers when bytes of a log were written', async () => {
      const plan = aPlan([
        task('slow', 'echo one; sleep 0.3; echo two; sleep 0.3; echo three'),
        task('mute', 'true'),
      ]);
      const before = Date.now();
      expect(await finished(plan)).toBe('succeeded');
      const at = ref(plan, 'slow');
      const all = { from: 0, to: 14, limit: 100 };
      const { logTimes: remembers } = engine.capabilities;
      const times = await engine.logTimes(at, all);
      expect(times.map(({ offset }) => offset)).toEqual(
        remembers ? [0, 4, 8] : [],
      );
      if (!remembers) return;
      expect(times[0].at).toBeGreaterThanOrEqual(before);
      for (const later of [1, 2]) {
        const passed = times[later].at - times[later - 1].at;
        expect(passed).toBeGreaterThanOrEqual(250);
      }
      expect(await engine.logTimes(at, { ...all, from: 5, to: 8 })).toEqual([
        times[1],
      ]);
      expect(await engine.logTimes(at, { ...all, from: 4, limit: 1 })).toEqual([
        times[1],
      ]);
      expect(await engine.logTimes(ref(plan, 'mute'), all)).toEqual([]);
      engine = await harness.restart();
      expect(await engine.logTimes(at, all)).toEqual(times);
    });

    it('tells the largest use of finished and of failed attempts', async () => {
      if (!engine.capabilities.usage) return;
      const plan = aPlan([task('good', 'true'), task('bad', 'exit 1')]);
      await finished(plan);
      for (const taskName of ['good', 'bad']) {
        const [attempt] = seen.attempts(plan.runId, taskName);
        expect(attempt.peak?.memoryBytes).toBeGreaterThan(0);
      }
    });

    it('brings files with their mode, and serves outputs but nothing beyond them', async () => {
      const plan = aPlan([
        task(
          'files',
          './run.sh; mkdir -p "$MLOPS_OUTPUTS/deep"; echo "a,b" > "$MLOPS_OUTPUTS/deep/t.csv"; ln -s /etc/passwd "$MLOPS_OUTPUTS/leak"',
          {
            files: [
              {
                path: 'run.sh',
                mode: '0755',
                content: '#!/bin/sh\necho from a file\n',
              },
            ],
          },
        ),
      ]);
      expect(await finished(plan)).toBe('succeeded');
      const at = ref(plan, 'files');
      expect(String(await logOf(engine, at))).toBe('from a file\n');
      const outputs = await engine.outputs(at);
      expect(outputs.map(({ path, size }) => ({ path, size }))).toEqual([
        { path: 'deep/t.csv', size: 4 },
      ]);
      expect(String(await bytesOf(engine.output(at, 'deep/t.csv')))).toBe(
        'a,b\n',
      );
      const part = engine.output(at, 'deep/t.csv', { start: 1, end: 2 });
      expect(String(await bytesOf(part))).toBe(',b');
      for (const path of ['leak', '../spec', '/etc/passwd', 'none', '']) {
        await expect(bytesOf(engine.output(at, path))).rejects.toMatchObject({
          name: 'NotFoundError',
        });
      }
    });

    it('refuses results that are too large to travel with the state', async () => {
      const plan = aPlan([
        task(
          'large',
          'head -c 70000 /dev/zero | tr "\\0" "a" > "$MLOPS_OUTPUTS/outputs.json"',
        ),
      ]);
      expect(await finished(plan)).toBe('failed');
      expect(seen.attempts(plan.runId, 'large')[0].reason).toMatch(/65536/);
    });

    it('builds the environment of a task and hands none of the backend on', async () => {
      process.env.CONFORMANCE_SECRET = 'of the backend';
      const plan = aPlan([
        task('env', 'env', { env: [{ name: 'OWN', value: 'x=y z' }] }),
      ]);
      expect(await finished(plan)).toBe('succeeded');
      const log = String(await logOf(engine, ref(plan, 'env')));
      delete process.env.CONFORMANCE_SECRET;
      expect(log).toContain('OWN=x=y z\n');
      expect(log).not.toContain('CONFORMANCE_SECRET');
    });

    it('clears what a run left of itself and keeps its log and outputs', async () => {
      const script = 'echo kept; echo kept > "$MLOPS_OUTPUTS/file"';
      const plan = aPlan([task('one', script)]);
      const other = aPlan([task('one', script)]);
      await finished(plan);
      await finished(other);
      const removed = await engine.clear({ runId: plan.runId, uid: null });
      expect(removed.length).toBeGreaterThan(0);
      for (const { runId } of [plan, other]) {
        const at = { runId, task: 'one', attempt: 1 };
        expect(String(await logOf(engine, at))).toBe('kept\n');
        expect(await engine.outputs(at)).toHaveLength(1);
      }
      await engine.purge({ runId: plan.runId, uid: null });
      expect(await engine.outputs(ref(plan, 'one'))).toEqual([]);
      expect(await engine.outputs(ref(other, 'one'))).toHaveLength(1);
    });

    it('says what a run keeps, and gives up one part of it without the other', async () => {
      const { storage } = engine;
      if (!storage) return;
      const script = 'echo kept; echo kept > "$MLOPS_OUTPUTS/file"';
      const plan = aPlan([task('one', script)]);
      const at = ref(plan, 'one');
      const run = { runId: plan.runId, uid: null };
      await finished(plan);
      const before = await storage.sizeOf(run);
      expect(before.logs).toBeGreaterThanOrEqual(5);
      expect(before.outputs).toBeGreaterThanOrEqual(5);
      await storage.discard(run, 'logs');
      await storage.discard(run, 'logs');
      expect(await engine.logSize(at)).toBe(0);
      expect(await engine.outputs(at)).toHaveLength(1);
      await storage.discard(run, 'outputs');
      expect(await engine.outputs(at)).toEqual([]);
      expect(await storage.sizeOf(run)).toEqual({ logs: 0, outputs: 0 });
    });

    it('gives up nothing of a run that goes on', async () => {
      const { storage } = engine;
      if (!storage) return;
      const plan = aPlan([task('long', 'echo begun; sleep 30')]);
      const run = { runId: plan.runId, uid: null };
      await engine.submit(plan);
      await seen.until(
        'the task to run',
        () => seen.taskStatus(plan.runId, 'long') === 'running',
      );
      for (const part of ['logs', 'outputs'] as const) {
        await expect(storage.discard(run, part)).rejects.toMatchObject({
          name: 'ServiceUnavailableError',
        });
      }
      await engine.stop(run);
      expect(await seen.ended(plan.runId)).toBe('stopped');
    });

    it('does not know how to give up a cache that it never had', async () => {
      expect(await engine.storage?.discardCache('../runs')).not.toBe(true);
    });

    it('goes on with what was under way after a restart, and executes nothing twice', async () => {
      const plan = aPlan([
        task('long', 'echo begun; sleep 1.5; echo done'),
        task('next', 'echo next', { dependsOn: ['long'] }),
      ]);
      await engine.submit(plan);
      await seen.until(
        'the task to run',
        () => seen.taskStatus(plan.runId, 'long') === 'running',
      );
      await restarted();
      expect(await seen.ended(plan.runId)).toBe('succeeded');
      expect(String(await logOf(engine, ref(plan, 'long')))).toBe(
        'begun\ndone\n',
      );
      expect(seen.attempts(plan.runId, 'long')).toHaveLength(1);
    });

    it('tells the actual state first to whoever begins to watch, then that this was all', async () => {
      const plan = aPlan([task('one', 'true')]);
      await finished(plan);
      const late = new RunObserver(engine);
      await late.until('the end of the replay', () =>
        late.events.some(({ type }) => type === 'synced'),
      );
      const before = late.events.slice(
        0,
        late.events.findIndex(({ type }) => type === 'synced'),
      );
      await late.stop();
      expect(before.some(({ type }) => type === 'run')).toBe(true);
      expect(late.runStatus(plan.runId)).toBe('succeeded');
    });

    it('tells the end of a run again to whoever has not stored it', async () => {
      const plan = aPlan([task('one', 'true')]);
      await finished(plan);
      await seen.stop();
      engine = await harness.restart();
      const asked = new AbortController();
      const told: EngineEvent[] = [];
      const open = async () => new Set([plan.runId]);
      for await (const event of engine.watch(asked.signal, 1, open)) {
        told.push(event);
        if (event.type === 'synced') asked.abort();
      }
      expect(told).toContainEqual(
        expect.objectContaining({
          type: 'run',
          runId: plan.runId,
          status: 'succeeded',
        }),
      );
      seen = new RunObserver(engine);
    });

    declareWorkloadTests(create);
    terminalConformance(() => ({ engine, seen, task }), restarted);
  });
}
