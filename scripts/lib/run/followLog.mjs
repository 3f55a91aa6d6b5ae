import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../Refusal.mjs';
import { prefixLines } from './prefixLines.mjs';

const RETRIES = 20;
const RETRY_AFTER_MS = 500;

/**
 * Shows the log of one attempt until it ends. A broken stream goes on at the byte where it broke.
 *
 * @param attempt - `{ run, task, attempt }`
 */
export async function followLog(api, { run, task, attempt }, { prefix, show }) {
  const lines = prefixLines(prefix, show);
  let offset = 0;
  for (let tries = 0; ; tries += 1) {
    try {
      const query = `attempt=${attempt}&offset=${offset}&follow=true`;
      const path = `/runs/${run}/tasks/${encodeURIComponent(task)}/log`;
      for await (const bytes of await api.stream(`${path}?${query}`)) {
        offset += bytes.length;
        lines.write(bytes);
      }
      break;
    } catch (error) {
      // A stream broke; an answer that refuses is no such accident.
      if (error instanceof Refusal || tries >= RETRIES) throw error;
      await sleep(RETRY_AFTER_MS);
    }
  }
  lines.end();
}
