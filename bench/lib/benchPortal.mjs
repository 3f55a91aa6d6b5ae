import { setTimeout as sleep } from 'node:timers/promises';

const FINAL = ['succeeded', 'failed', 'stopped'];

/** How often a benchmark looks whether a run has ended: what it adds to a measurement at most. */
const LOOK_EVERY_MS = 10;

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
