import type { TaskPlan } from '@mlops/plugin-mlops-common';
import type { AttemptRef, ExecutionEngine } from '../engine/ExecutionEngine';
import type { TerminalSize } from '../engine/Terminal';
import { aPlan } from './planFactory';
import type { RunObserver } from './RunObserver';
import { TerminalReader } from './TerminalReader';

/** What the tests work with, as it is when they run. */
interface Surroundings {
  engine: ExecutionEngine;
  seen: RunObserver;
  task(name: string, script: string, more?: Partial<TaskPlan>): TaskPlan;
}

const SIZE = { columns: 80, rows: 24 };
/** A task that goes on until somebody ends it. */
const LONG = 'while :; do sleep 0.1; done';

/** Declares what an engine with terminals promises; of one without, that it says so. */
export function terminalConformance(
  surroundings: () => Surroundings,
  restarted: () => Promise<void>,
): void {
  /** Whether a test is about an engine without terminals, and has nothing to test. */
  const hasNone = () => {
    const { engine } = surroundings();
    if (engine.capabilities.terminals) return false;
    expect(engine.terminal).toBeUndefined();
    return true;
  };
  const opened = async (ref: AttemptRef, size: TerminalSize = SIZE) => {
    const { engine } = surroundings();
    const { signal } = new AbortController();
    const terminal = await engine.terminal?.(ref, { ...size, signal });
    if (!terminal) throw new Error('There is no terminal');
    return new TerminalReader(terminal);
  };
  const running = async (script = LONG, more?: Partial<TaskPlan>) => {
    const { engine, seen, task } = surroundings();
    const plan = aPlan([task('long', script, more)]);
    const { uid } = await engine.submit(plan);
    const { runId } = plan;
    await seen.until(
      'the task to run',
      () => seen.taskStatus(runId, 'long') === 'running',
    );
    const stop = async () => {
      await engine.stop({ runId, uid });
      return seen.ended(runId);
    };
    return { ref: { runId, task: 'long', attempt: 1 }, stop };
  };

  it('opens a terminal in the work folder and the environment of a running task', async () => {
    if (hasNone()) return;
    const { ref, stop } = await running(`echo from-task > note; ${LONG}`, {
      env: [{ name: 'COLOUR', value: { parts: ['teal'] } }],
    });
    const terminal = await opened(ref);
    terminal.type('until cat note; do sleep 0.1; done\r');
    await terminal.until('from-task\r\n');
    terminal.type(
      'echo "<$COLOUR>"; test -d "$MLOPS_OUTPUTS" && echo has-$((1+1))\r',
    );
    await terminal.until('<teal>\r\n');
    await terminal.until('has-2\r\n');
    terminal.end();
    expect(await terminal.exit).toBeNull();
    await stop();
  });

  it('tells the shell how large the terminal is, at first and later', async () => {
    if (hasNone()) return;
    const { ref, stop } = await running();
    const terminal = await opened(ref, { columns: 91, rows: 31 });
    terminal.type('stty size\r');
    await terminal.until('31 91\r\n');
    terminal.resize({ columns: 120, rows: 40 });
    terminal.type('stty size\r');
    await terminal.until('40 120\r\n');
    terminal.end();
    expect(await terminal.exit).toBeNull();
    await stop();
  });

  it('tells the exit code of the shell, and what it wrote last', async () => {
    if (hasNone()) return;
    const { ref, stop } = await running();
    const terminal = await opened(ref);
    terminal.type('echo last-$((3+4)); exit 3\r');
    expect(await terminal.exit).toBe(3);
    await terminal.until('last-7\r\n');
    await stop();
  });

  it('keeps terminals of one task apart, and takes nothing of them for its log', async () => {
    if (hasNone()) return;
    const { ref, stop } = await running();
    const [one, other] = await Promise.all([opened(ref), opened(ref)]);
    one.type('echo one-$((1+1))\r');
    other.type('echo other-$((1+1))\r');
    await one.until('one-2\r\n');
    await other.until('other-2\r\n');
    expect(one.text).not.toContain('other-');
    expect(await surroundings().engine.logSize(ref)).toBe(0);
    one.end();
    other.type('echo still-$((1+1))\r');
    await other.until('still-2\r\n');
    other.end();
    await stop();
  });

  it('ends a terminal with its attempt', async () => {
    if (hasNone()) return;
    const { ref, stop } = await running();
    const terminal = await opened(ref);
    terminal.type('echo there-$((1+1))\r');
    await terminal.until('there-2\r\n');
    expect(await stop()).toBe('stopped');
    expect(await terminal.exit).toBeNull();
  });

  it('ends what was started in a terminal when nobody has it any more', async () => {
    if (hasNone()) return;
    const { ref, stop } = await running();
    const terminal = await opened(ref);
    const beat = 'while :; do echo beat >> beats; sleep 0.02; done';
    terminal.type(`(setsid sh -c '${beat}' &); echo set-$((1+1))\r`);
    await terminal.until('set-2\r\n');
    terminal.end();
    await terminal.exit;
    const later = await opened(ref);
    // Ending it may take as long as a shell gets to leave in order.
    later.type(
      'sleep 2; a=$(wc -c < beats); sleep 0.3; test "$a" = "$(wc -c < beats)" && echo quiet-$((1+1))\r',
    );
    await later.until('quiet-2\r\n');
    later.end();
    expect(await later.exit).toBeNull();
    await stop();
  });

  it('opens a terminal beside a task that an earlier backend started', async () => {
    if (hasNone()) return;
    const { ref } = await running();
    await restarted();
    const { engine, seen } = surroundings();
    await seen.until(
      'the task to run',
      () => seen.taskStatus(ref.runId, 'long') === 'running',
    );
    const terminal = await opened(ref);
    terminal.type('echo again-$((1+1))\r');
    await terminal.until('again-2\r\n');
    terminal.end();
    expect(await terminal.exit).toBeNull();
    await engine.stop({ runId: ref.runId, uid: null });
    await seen.ended(ref.runId);
  });

  it('opens no terminal beside what does not run', async () => {
    if (hasNone()) return;
    const { engine, seen, task } = surroundings();
    const plan = aPlan([task('short', 'true')]);
    await engine.submit(plan);
    await seen.ended(plan.runId);
    for (const attempt of [1, 2]) {
      const ref = { runId: plan.runId, task: 'short', attempt };
      await expect(opened(ref)).rejects.toThrow(/does not run/);
    }
  });
}
