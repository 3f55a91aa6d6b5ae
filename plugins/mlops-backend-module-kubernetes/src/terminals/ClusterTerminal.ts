import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Terminal, TerminalSize } from '@mlops/plugin-mlops-node';
import type { Execution } from '../streams/ClusterStreams';
import type { Keeper } from './Keeper';

/** Of a process that was ended with force, as the last one of a container is. */
const KILLED = 137;

/** Milliseconds by which the end of a container may be told later by one connection than by another. */
const APART_MS = 1_000;

/** A shell in the container of an attempt, and who ends what was started in it. */
export class ClusterTerminal implements Terminal {
  readonly stream: Duplex;
  readonly exit: Promise<number | null>;
  readonly #shell: Execution;

  constructor(shell: Execution, keeper: Keeper) {
    this.#shell = shell;
    this.stream = shell.stream;
    // One that was ended by somebody else than us is of no use: its container is over, or nobody would end the shell.
    void keeper.over.then(() => sleep(APART_MS)).then(() => this.stream.end());
    this.exit = (async () => {
      const end = await shell.end;
      const code = end.kind === 'exited' ? end.code : null;
      const isOver = code === KILLED && (await endsSoon(keeper));
      await keeper.sweep();
      return isOver ? null : code;
    })();
  }

  resize(size: TerminalSize): void {
    this.#shell.resize(size);
  }
}

/** Whether the container has ended, and not only the shell. */
async function endsSoon(keeper: Keeper): Promise<boolean> {
  return Promise.race([
    keeper.over.then(() => true),
    sleep(APART_MS).then(() => false),
  ]);
}
