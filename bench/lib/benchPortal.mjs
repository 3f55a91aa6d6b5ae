import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runningTasks } from '../../scripts/lib/portal/runningTasks.mjs';
import { servePortal } from '../../scripts/lib/portal/servePortal.mjs';
import { stopTasks } from '../../scripts/lib/portal/stopTasks.mjs';
import { folders } from '../../scripts/lib/folders.mjs';
import { portalApi } from '../../scripts/lib/run/portalApi.mjs';
import { freePort } from '../../scripts/lib/verify/freePort.mjs';

const FINAL = ['succeeded', 'failed', 'stopped'];

/** How often a benchmark looks whether a run has ended: what it adds to a measurement at most. */
const LOOK_EVERY_MS = 10;

/**
 * Lets `work` use a portal on data of its own.
 *
 * @param settings - of the configuration, by path: `{ 'mlops.local.slots': 4 }`
 * @param work - gets `{ api, pid, url, data }`, and `crash` to kill the portal and start it again
 */
export async function withPortal(settings, work) {
  const data = mkdtempSync(join(tmpdir(), 'mlops-bench-'));
  const port = await freePort();
  let portal = await serve(settings, data, port);
  /** As after a crash: nothing is told, nothing is tidied up. */
  const crash = async () => {
    process.kill(portal.pid, 'SIGKILL');
    await portal.ended;
    portal = await serve(settings, data, port);
    return portal;
  };
  try {
    const { pid, url, launchUrl } = portal;
    const api = portalApi({ url, launchUrl });
    return await work({ api, pid, url, launchUrl, data, crash });
  } finally {
    await portal.stop();
    await portal.ended;
    await stopTasks(runningTasks(data));
    rmSync(data, { recursive: true, force: true });
  }
}

function serve(settings, data, port) {
  const configured = Object.entries(settings).map(([path, value]) => [
    `APP_CONFIG_${path.replaceAll('.', '_')}`,
    JSON.stringify(value),
  ]);
  const env = { ...process.env, ...Object.fromEntries(configured) };
  const tools = { node: process.execPath, env };
  return servePortal({ tools, folders, data, port, show: () => {} });
}

/** Makes a pipeline of tasks as the file format knows them. @returns its id */
export async function makePipeline(api, name, tasks, more = {}) {
  const yaml = JSON.stringify({
    apiVersion: 'mlops/v1',
    kind: 'Pipeline',
    metadata: { name },
    spec: { project: 'public', tasks, ...more },
  });
  const { id } = await api.send('/pipelines', { yaml });
  return id;
}

/**
 * Runs a pipeline. Waits at the log of its last task, so that looking costs the portal nothing before.
 *
 * @returns milliseconds from the accepted start until `succeeded` was seen
 */
export async function timeRun(api, pipeline, lastTask) {
  const began = performance.now();
  const { id } = await api.send(`/pipelines/${pipeline}/runs`, {});
  const path = `/runs/${id}/tasks/${lastTask}/log?follow=true`;
  await new Response(await api.stream(path)).arrayBuffer();
  for (;;) {
    const { status, reason } = await api.read(`/runs/${id}`);
    if (status === 'succeeded') return performance.now() - began;
    if (FINAL.includes(status)) {
      throw new Error(`Run ${id} ${status}: ${reason}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}
