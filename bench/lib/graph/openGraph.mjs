/* eslint-env browser */
import { setTimeout as sleep } from 'node:timers/promises';

/** Without a new card for so long, the picture is complete. */
const QUIET_MS = 600;

/**
 * Opens a page with a graph as somebody who comes for the first time.
 *
 * @returns `page`; `layoutMs` from asking the worker to its answer, `pictureMs` from there to the frame with
 * the picture of the graph, `namesMs` to the frame with the last card that can be read; `longTasks()` in
 * milliseconds since the last call, at first since the definition or the run had arrived
 */
export async function openGraph(context, address) {
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(address);
  await page.waitForFunction(
    quiet =>
      window.bench.picture && performance.now() - window.bench.last > quiet,
    QUIET_MS,
    { timeout: 120_000 },
  );
  const { asked, answered, picture, names } = await page.evaluate(
    () => window.bench,
  );
  let since = await page.evaluate(() => {
    const [data] = performance
      .getEntriesByType('resource')
      .filter(({ name }) => /\/api\/mlops\/(runs|pipelines)\/\w+$/.test(name));
    return data.responseEnd;
  });
  return {
    page,
    layoutMs: answered - asked,
    pictureMs: picture - answered,
    namesMs: (names ?? picture) - answered,
    longTasks: async () => {
      // The observer is told some time after a task has ended.
      await sleep(300);
      const [tasks, now] = await page.evaluate(() => [
        window.bench.longTasks,
        performance.now(),
      ]);
      const before = since;
      since = now;
      return tasks
        .filter(({ startTime }) => startTime >= before)
        .map(({ duration }) => duration);
    },
  };
}

/** Runs in the page before anything else. */
function watch() {
  localStorage.setItem('@backstage/core:SignInPage:provider', 'guest');
  localStorage.setItem('language', 'en');
  const bench = { longTasks: [], last: 0 };
  window.bench = bench;
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) {
      bench.longTasks.push({ startTime, duration });
    }
  }).observe({ type: 'longtask', buffered: true });
  window.Worker = class extends Worker {
    constructor(...words) {
      super(...words);
      this.addEventListener('message', () => {
        bench.answered ??= performance.now();
      });
    }

    postMessage(...words) {
      bench.asked ??= performance.now();
      super.postMessage(...words);
    }
  };
  const after = what =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      // Behind the frame in which it is painted.
      channel.port1.onmessage = () => {
        bench[what] = performance.now();
        bench.last = performance.now();
      };
      channel.port2.postMessage(null);
    });
  let cards = 0;
  new MutationObserver(() => {
    if (!bench.found && document.querySelector('path[data-status]')) {
      bench.found = true;
      after('picture');
    }
    const now = document.querySelectorAll('[data-task]').length;
    if (now > cards) after('names');
    cards = now;
  }).observe(document, { childList: true, subtree: true });
}
