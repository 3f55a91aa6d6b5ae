import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../Refusal.mjs';

/** Definitions are applied right after the portal's start. */
const PATIENCE_MS = 20_000;

/** The pipeline of that very name, or a refusal that lists the names there are. */
export async function findPipeline(api, name, patienceMs = PATIENCE_MS) {
  const until = performance.now() + patienceMs;
  for (;;) {
    const query = new URLSearchParams({ search: name, limit: '200' });
    const { items } = await api.read(`/pipelines?${query}`);
    const found = items.find(each => each.name === name);
    if (found) return found;
    if (performance.now() > until) break;
    await sleep(500);
  }
  const { items } = await api.read('/pipelines?limit=200');
  const names = items.map(each => each.name).join(', ') || 'none';
  throw new Refusal(`There is no pipeline "${name}". There are: ${names}`);
}
