import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ClusterStreams,
  Execution,
  PodPlace,
} from '../streams/ClusterStreams';
import { KEEPER } from './keeperScript';

/** Milliseconds that what was started in a terminal gets until it is gone. */
const SWEEP_MS = 5_000;

/** Why no keeper could be started in a container, in the words of the cluster. */
export class NoKeeperError extends Error {}

/**
 * Ends all that was started in one terminal. It waits in the container, since closing a terminal there ends nothing: no
 * runtime hangs up, and what has a session of its own would not hear it.
 */
export class Keeper {
  /** The best shell that there is: `bash` or `sh`. */
  readonly shell: string;
  readonly #execution: Execution;

  /** @throws NoKeeperError where nothing can be executed */
  static async start(
    streams: ClusterStreams,
    pod: PodPlace,
    mark: string,
  ): Promise<Keeper> {
    const execution = await streams.exec({
      pod,
      container: 'main',
      command: ['sh', '-c', KEEPER, 'sh', mark],
      terminal: null,
      signal: new AbortController().signal,
    });
    const { stream, end } = execution;
    stream.on('error', () => undefined);
    const first = await Promise.race([
      once(stream, 'data').then(([bytes]) => String(bytes).trim()),
      end,
    ]);
    if (typeof first === 'string') {
      stream.resume();
      return new Keeper(first === 'bash' ? 'bash' : 'sh', execution);
    }
    stream.destroy();
    throw new NoKeeperError(
      first.kind === 'failed' ? first.message : 'sh ended at once',
    );
  }

  private constructor(shell: string, execution: Execution) {
    this.shell = shell;
    this.#execution = execution;
  }

  /** Kept when it is over, also by itself: because its container is. */
  get over(): Promise<void> {
    return this.#execution.end.then(() => undefined);
  }

  /** Ends everything, and waits until that is done. */
  async sweep(): Promise<void> {
    const { stream } = this.#execution;
    const patience = new AbortController();
    stream.end();
    await Promise.race([
      this.over,
      sleep(SWEEP_MS, undefined, { signal: patience.signal }).catch(
        () => undefined,
      ),
    ]);
    patience.abort();
    stream.destroy();
  }
}
