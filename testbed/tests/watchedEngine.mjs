import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 90_000;

/**
 * An engine that is watched, as a backend watches it.
 *
 * @param make - a new engine over the same cluster
 * @returns `start`, `stop`, `restart`; `attempt` and `run` wait until what is told is as it should be
 */
export function watchedEngine(make) {
  let watching;
  const watched = {
    engine: undefined,
    /** All that was told, in order. */
    events: [],
    async start() {
      const engine = make();
      const end = new AbortController();
      let synced;
      const isSynced = new Promise(resolve => {
        synced = resolve;
      });
      const over = (async () => {
        for await (const event of engine.watch(end.signal, 1)) {
          watched.events.push({ ...event, seenAt: Date.now() });
          if (event.type === 'synced') synced();
        }
      })();
      watched.engine = engine;
      watching = { end, over };
      await isSynced;
    },
    async stop() {
      watching.end.abort();
      await watching.over;
    },
    async restart() {
      await watched.stop();
      await watched.start();
    },
    attempt: ({ runId }, task, isIt, attempt = 1) =>
      until(
        event =>
          event.type === 'attempt' &&
          event.runId === runId &&
          event.task === task &&
          event.attempt === attempt,
        isIt,
      ),
    /** The text of a message on a run. */
    message: async ({ runId }, words) => {
      const isAbout = event =>
        event.type === 'message' &&
        event.runId === runId &&
        words.test(event.text);
      return (await until(isAbout, () => true)).text;
    },
    run: ({ runId }, isIt) =>
      until(event => event.type === 'run' && event.runId === runId, isIt),
  };

  async function until(isAbout, isIt) {
    const patience = performance.now() + PATIENCE_MS;
    for (;;) {
      const last = watched.events.findLast(isAbout);
      if (last && isIt(last)) return last;
      if (performance.now() > patience) {
        throw new Error(`Still: ${JSON.stringify(last)}`);
      }
      await sleep(100);
    }
  }
  return watched;
}
