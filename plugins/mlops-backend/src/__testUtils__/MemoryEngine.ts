import { EventEmitter, on } from 'node:events';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { RunId, RunPlan } from '@mlops/plugin-mlops-common';
import type {
  AttemptRef,
  ByteRange,
  ClusterAdmin,
  EngineEvent,
  EngineObjectState,
  EngineOutput,
  ExecutionEngine,
  LogOptions,
  LogTimesRange,
  LogTimeState,
  Removed,
  RunRef,
  Submitted,
  TerminalOptions,
  UsageSampleState,
} from '@mlops/plugin-mlops-node';
import { MemoryTerminal } from './MemoryTerminal';

/** Odd, so that pieces end anywhere. */
const PIECE = 65_537;

/** An engine whose runs go exactly as a test says. */
export class MemoryEngine implements ExecutionEngine {
  readonly id = 'memory';
  readonly capabilities = {
    images: false,
    maxRuns: 2,
    logTimes: true,
    usage: true,
    workloads: false,
    terminals: true,
  };
  readonly plans = new Map<RunId, RunPlan>();
  readonly calls: string[] = [];
  /** What every attempt has left, by path. */
  readonly files = new Map([
    ['page.html', { mediaType: 'text/html; charset=utf-8', content: '<b>x<' }],
  ]);
  /** What every task has written. */
  written: Buffer = Buffer.from('hello\n');
  times: LogTimeState[] = [];
  /** Machines, where a test has some. */
  admin?: ClusterAdmin;
  /** Those that are open or were. */
  readonly terminals: MemoryTerminal[] = [];
  readonly #events = new EventEmitter();
  readonly #told: EngineEvent[] = [];

  async submit(plan: RunPlan): Promise<Submitted> {
    this.calls.push(`submit ${plan.runId}`);
    this.plans.set(plan.runId, plan);
    this.tell(plan.runId, 'running');
    return { uid: `uid-${plan.runId}` };
  }

  async stop({ runId }: RunRef): Promise<void> {
    this.calls.push(`stop ${runId}`);
    if (this.plans.has(runId)) this.tell(runId, 'stopped');
  }

  async clear({ runId }: RunRef): Promise<Removed[]> {
    this.calls.push(`clear ${runId}`);
    return [];
  }

  async purge({ runId }: RunRef): Promise<void> {
    this.calls.push(`purge ${runId}`);
  }

  /** Ends a run, or says that it runs. */
  tell(runId: RunId, status: 'running' | 'succeeded' | 'stopped'): void {
    const at = Date.now();
    const finishedAt = status === 'running' ? null : at;
    const common = { at, runId, epoch: 0, reason: null, startedAt: at };
    for (const { name } of this.plans.get(runId)?.tasks ?? []) {
      this.#tell({ type: 'task', ...common, task: name, status, finishedAt });
    }
    this.#tell({ type: 'run', ...common, status, finishedAt });
  }

  /** As after the loss of its disk. */
  forget(): void {
    this.plans.clear();
    this.#told.length = 0;
  }

  async *watch(signal: AbortSignal, epoch: number): AsyncIterable<EngineEvent> {
    const published = on(this.#events, 'event', { signal });
    for (const event of [...this.#told]) yield { ...event, epoch };
    yield { type: 'synced', epoch };
    try {
      for await (const [event] of published) yield { ...event, epoch };
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async objects(): Promise<EngineObjectState[]> {
    return [];
  }

  async *log(_: AttemptRef, { from }: LogOptions): AsyncIterable<Uint8Array> {
    for (let at = from; at < this.written.length; at += PIECE) {
      yield this.written.subarray(at, at + PIECE);
    }
  }

  async logSize(): Promise<number> {
    return this.written.length;
  }

  async logTimes(
    _: AttemptRef,
    { from, to, limit }: LogTimesRange,
  ): Promise<LogTimeState[]> {
    const first = this.times.findLastIndex(({ offset }) => offset <= from);
    return this.times
      .slice(Math.max(0, first))
      .filter(({ offset }) => offset < to)
      .slice(0, limit);
  }

  async terminal(
    ref: AttemptRef,
    options: TerminalOptions,
  ): Promise<MemoryTerminal> {
    if (!this.plans.has(ref.runId)) throw new ConflictError('does not run');
    const terminal = new MemoryTerminal(options);
    this.terminals.push(terminal);
    return terminal;
  }

  async usage(): Promise<UsageSampleState[]> {
    return [];
  }

  async outputs(): Promise<EngineOutput[]> {
    return [...this.files].map(([path, { mediaType, content }]) => ({
      path,
      mediaType,
      size: Buffer.byteLength(content),
    }));
  }

  async *output(
    _: AttemptRef,
    path: string,
    range?: ByteRange,
  ): AsyncIterable<Uint8Array> {
    const file = this.files.get(path);
    if (!file) throw new NotFoundError(`No ${path}`);
    const end = range ? range.end + 1 : undefined;
    yield Buffer.from(file.content).subarray(range?.start, end);
  }

  #tell(event: EngineEvent): void {
    this.#told.push(event);
    this.#events.emit('event', event);
  }
}
