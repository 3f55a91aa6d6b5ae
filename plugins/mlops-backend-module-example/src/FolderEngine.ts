import { EventEmitter, once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  NotFoundError,
  ServiceUnavailableError,
  stringifyError,
} from '@backstage/errors';
import { isFinal, type RunPlan } from '@mlops/plugin-mlops-common';
import type {
  AttemptRef,
  ByteRange,
  EngineEvent,
  EngineObjectState,
  EngineOutput,
  ExecutionEngine,
  LogOptions,
  LogTimeState,
  Removed,
  RunRef,
  Submitted,
  UsageSampleState,
} from '@mlops/plugin-mlops-node';
import { isAlive, readAttempt, readClaim } from './attempt';
import { judge, type AttemptView, type RunView } from './judge';
import { launch, prepare } from './launch';
import { listFiles } from './readOutputs';
import type { TakenRun } from './records';
import { ifThere, RunFolder, runIdsIn } from './RunFolder';
import { runEvents } from './runEvents';

const LOOK_EVERY_MS = 30;

interface Known {
  run: TakenRun;
  folder: RunFolder;
  view: RunView;
}

/**
 * An engine of folders and processes, made to be read. Again and again it looks at the folder of every run
 * that has not ended, decides what is to be done, and does it. It has no state of its own, and so nothing
 * to lose.
 */
export class FolderEngine implements ExecutionEngine {
  readonly id = 'example';
  readonly capabilities = {
    images: false,
    maxRuns: 4,
    logTimes: false,
    usage: true,
    workloads: false,
    terminals: false,
  };
  readonly #runs = new Map<string, Known>();
  /** Attempts whose program this engine has started; whether it came up is seen by its claim. */
  readonly #launched = new Set<string>();
  readonly #looked = new EventEmitter().setMaxListeners(0);
  readonly #closing = new AbortController();
  #opening: Promise<void> | undefined;
  #looking: Promise<void> | undefined;

  constructor(
    private readonly root: string,
    private readonly logger: LoggerService,
    private readonly now: () => number = Date.now,
  ) {}

  async submit(plan: RunPlan): Promise<Submitted> {
    await this.#open();
    const folder = new RunFolder(this.root, plan.runId);
    const run = await folder.take(plan, this.now());
    if (!this.#runs.has(plan.runId)) await this.#learn(run, folder);
    return { uid: run.uid };
  }

  async stop({ runId }: RunRef): Promise<void> {
    await this.#open();
    const known = this.#runs.get(runId);
    if (!known || isFinal(known.view.status)) return;
    const reason = 'stopped on request';
    await known.folder.end({ status: 'stopped', reason, at: this.now() });
  }

  async clear(ref: RunRef): Promise<Removed[]> {
    await this.stop(ref);
    const known = this.#runs.get(ref.runId);
    if (!known) return [];
    while (!isFinal(known.view.status)) await once(this.#looked, 'looked');
    const removed: Removed[] = [];
    for (const [task, { attempts }] of known.view.tasks) {
      for (let attempt = 1; attempt <= attempts.length; attempt++) {
        const folder = known.folder.attempt(task, attempt);
        for (const name of ['work', 'inputs']) {
          await rm(join(folder, name), { recursive: true, force: true });
        }
        removed.push({ kind: 'folder', name: `${task}/${attempt}` });
      }
    }
    return removed;
  }

  async purge({ runId }: RunRef): Promise<void> {
    await this.#open();
    const known = this.#runs.get(runId);
    if (known && !isFinal(known.view.status)) {
      throw new ServiceUnavailableError(`Run ${runId} has not ended yet`);
    }
    this.#runs.delete(runId);
    const { path } = new RunFolder(this.root, runId);
    await rm(path, { recursive: true, force: true });
  }

  /** Compares what is with what was told, so that an event can come late but never be lost. */
  async *watch(signal: AbortSignal, epoch: number): AsyncIterable<EngineEvent> {
    await this.#open();
    const told = new Map<string, string>();
    let synced = false;
    while (!signal.aborted) {
      const looked = once(this.#looked, 'looked', { signal }).catch(() => {});
      for (const { run, view } of [...this.#runs.values()]) {
        for (const [subject, event] of runEvents(run.plan.runId, view)) {
          const text = JSON.stringify(event);
          if (told.get(subject) === text) continue;
          told.set(subject, text);
          yield { ...event, at: this.now(), epoch } as EngineEvent;
        }
      }
      if (!synced) yield { type: 'synced', epoch };
      synced = true;
      await looked;
    }
  }

  async objects({ runId }: RunRef): Promise<EngineObjectState[]> {
    await this.#open();
    const known = this.#runs.get(runId);
    if (!known) return [];
    const objects: EngineObjectState[] = [];
    for (const [task, { attempts }] of known.view.tasks) {
      for (let i = 0; i < attempts.length; i++) {
        const { status, reason } = attempts[i];
        const claim = await readClaim(known.folder.attempt(task, i + 1));
        const name = String(claim?.pid ?? `${task}/${i + 1}`);
        objects.push({
          kind: 'process',
          name,
          task,
          attempt: i + 1,
          status,
          reason,
        });
      }
    }
    return objects;
  }

  async *log(ref: AttemptRef, options: LogOptions): AsyncIterable<Uint8Array> {
    await this.#open();
    const path = join(this.#folderOf(ref), 'log');
    let at = options.from;
    while (!options.signal.aborted) {
      // Asked before reading: what is written up to the end is read after it.
      const over = !options.follow || this.#isOver(ref);
      const size = (await ifThere(stat(path)))?.size ?? 0;
      if (at < size) {
        for await (const piece of createReadStream(path, {
          start: at,
          end: size - 1,
        })) {
          at += piece.length;
          yield piece;
        }
      }
      if (over) return;
      await sleep(LOOK_EVERY_MS, undefined, { signal: options.signal }).catch(
        () => {},
      );
    }
  }

  async logSize(ref: AttemptRef): Promise<number> {
    return (await ifThere(stat(join(this.#folderOf(ref), 'log'))))?.size ?? 0;
  }

  /** Its logs are what its processes write, and nobody stands between to look at the clock. */
  async logTimes(): Promise<LogTimeState[]> {
    return [];
  }

  /** Its processes are measured at their end only. */
  async usage(): Promise<UsageSampleState[]> {
    return [];
  }

  outputs(ref: AttemptRef): Promise<EngineOutput[]> {
    return listFiles(join(this.#folderOf(ref), 'outputs'));
  }

  /** Only what is listed is served; the name is compared and never made into a path of its own. */
  async *output(
    ref: AttemptRef,
    path: string,
    range?: ByteRange,
  ): AsyncIterable<Uint8Array> {
    const listed = (await this.outputs(ref)).find(entry => entry.path === path);
    if (!listed) {
      throw new NotFoundError(
        `Attempt ${ref.attempt} of the task "${ref.task}" left no file "${path}"`,
      );
    }
    yield* createReadStream(
      join(this.#folderOf(ref), 'outputs', listed.path),
      range,
    );
  }

  /** Looks no more; what is under way goes on. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#looking;
  }

  /** Reads what an earlier engine left, and begins to look. */
  #open(): Promise<void> {
    this.#opening ??= (async () => {
      await mkdir(this.root, { recursive: true });
      for (const id of await runIdsIn(this.root)) {
        const folder = new RunFolder(this.root, id);
        const run = await folder.read();
        if (run) await this.#learn(run, folder);
      }
      this.#looking = this.#look();
    })();
    return this.#opening;
  }

  async #learn(run: TakenRun, folder: RunFolder): Promise<void> {
    const view = await this.#view(run, folder);
    this.#runs.set(run.plan.runId, { run, folder, view });
    this.#looked.emit('looked');
  }

  async #look(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      for (const known of [...this.#runs.values()]) {
        if (isFinal(known.view.status)) continue;
        // One run that cannot be read must not stop the others.
        await this.#advance(known).catch(error =>
          this.logger.error(
            `Run ${known.run.plan.runId} cannot go on: ${stringifyError(
              error,
            )}`,
          ),
        );
      }
      this.#looked.emit('looked');
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
    }
  }

  async #advance(known: Known): Promise<void> {
    const { run, folder } = known;
    const ending = await folder.ending();
    for (const [task, { attempts, status }] of known.view.tasks) {
      if (status !== 'running') continue;
      const at = folder.attempt(task, attempts.length);
      const claim = await readClaim(at);
      if (!claim) this.#launchOnce(at);
      else if (ending && (await isAlive(claim)))
        process.kill(claim.pid, 'SIGTERM');
    }
    for (const name of known.view.start) await this.#begin(known, name);
    known.view = await this.#view(run, folder);
    await this.#endIfTooLong(known);
  }

  async #begin({ run, folder, view }: Known, name: string): Promise<void> {
    const task = run.plan.tasks.find(one => one.name === name);
    if (!task) return;
    const attemptsOf = (above: string) => view.tasks.get(above)?.attempts ?? [];
    const attempt = attemptsOf(name).length + 1;
    const at = folder.attempt(name, attempt);
    await prepare({
      task,
      attempt,
      folder: at,
      upstream: new Map(
        task.dependsOn
          .filter(above => attemptsOf(above).length > 0)
          .map(above => [
            above,
            folder.attempt(above, attemptsOf(above).length),
          ]),
      ),
      readOutput: (above, output) => {
        const values = attemptsOf(above).at(-1)?.values ?? {};
        return Object.hasOwn(values, output) ? values[output] : undefined;
      },
      now: this.now(),
    });
    this.#launchOnce(at);
  }

  #launchOnce(folder: string): void {
    if (this.#launched.has(folder)) return;
    this.#launched.add(folder);
    launch(folder);
  }

  async #endIfTooLong({ run, folder, view }: Known): Promise<void> {
    const { timeoutSeconds } = run.plan;
    if (timeoutSeconds === null || isFinal(view.status)) return;
    if (this.now() < run.takenAt + timeoutSeconds * 1000) return;
    const reason = `the run took longer than ${timeoutSeconds} s`;
    await folder.end({ status: 'failed', reason, at: this.now() });
  }

  async #view(run: TakenRun, folder: RunFolder): Promise<RunView> {
    const attempts = new Map<string, AttemptView[]>();
    for (const { name, timeoutSeconds } of run.plan.tasks) {
      const count = await folder.attempts(name);
      const all = Array.from({ length: count }, (_, i) =>
        readAttempt(folder.attempt(name, i + 1), timeoutSeconds),
      );
      attempts.set(name, await Promise.all(all));
    }
    const ending = await folder.ending();
    return judge(
      run.plan,
      task => attempts.get(task) ?? [],
      ending,
      this.now(),
    );
  }

  #folderOf({ runId, task, attempt }: AttemptRef): string {
    return new RunFolder(this.root, runId).attempt(task, attempt);
  }

  #isOver({ runId, task, attempt }: AttemptRef): boolean {
    const view = this.#runs.get(runId)?.view;
    if (!view || isFinal(view.status)) return true;
    const status = view.tasks.get(task)?.attempts[attempt - 1]?.status;
    return status !== undefined && isFinal(status);
  }
}
