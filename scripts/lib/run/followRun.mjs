import { setTimeout as sleep } from 'node:timers/promises';
import { followLog } from './followLog.mjs';

const LOOK_EVERY_MS = 500;
/** The final states of `Status` in plugins/mlops-common. */
const FINAL = new Set(['succeeded', 'failed', 'stopped', 'skipped', 'reused']);

/**
 * Shows a run as it goes: the log of each attempt behind the name of its task, and what the
 * platform says behind a dot, until the run is in a final state.
 *
 * @param show - takes text
 * @returns the run as the API describes it at its end
 */
export async function followRun(api, id, show) {
  const followed = new Map();
  const messages = messagesOf(api, id);
  for (;;) {
    const run = await api.read(`/runs/${id}`);
    const width = Math.max(...run.tasks.map(({ name }) => name.length), 0);
    const prefixOf = task => `${task.padEnd(width)} | `;
    for (const message of await messages.next()) {
      show(`${prefixOf(message.task ?? '')}· ${message.text}\n`);
    }
    for (const { task, attempt } of startedAttempts(run)) {
      const key = `${task}/${attempt}`;
      if (followed.has(key)) continue;
      const options = { prefix: prefixOf(task), show };
      const ended = followLog(api, { run: id, task, attempt }, options);
      // Awaited at the end; until then a failure must not end the process.
      followed.set(
        key,
        ended.then(Object, error => ({ error })),
      );
    }
    if (FINAL.has(run.status)) {
      for (const { error } of await Promise.all(followed.values())) {
        if (error) show(`· A log could not be read: ${error.message}\n`);
      }
      return run;
    }
    await sleep(LOOK_EVERY_MS);
  }
}

function startedAttempts(run) {
  return run.tasks.flatMap(({ name, attempts }) =>
    attempts
      .filter(({ startedAt }) => startedAt !== null)
      .map(({ attempt }) => ({ task: name, attempt })),
  );
}

/** Those that were not read yet, oldest first; a page is read again until it is full. */
function messagesOf(api, id) {
  let cursor;
  let seen = 0;
  return {
    async next() {
      const fresh = [];
      for (;;) {
        const query = new URLSearchParams({ limit: '200' });
        if (cursor) query.set('cursor', cursor);
        const page = await api.read(`/runs/${id}/messages?${query}`);
        fresh.push(...page.items.slice(seen));
        seen = page.items.length;
        if (!page.nextCursor) return fresh;
        cursor = page.nextCursor;
        seen = 0;
      }
    },
  };
}
