import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { OwnPortal } from './support/OwnPortal';
import { PortalApi } from './support/PortalApi';
import { test } from './support/portalTest';

const TASKS = 200;
const KILLS = 10;
/** How long a portal may be ready before it is killed. */
const LONGEST_LIFE_MS = 1_500;
const SAID = 'executed';

test('ten kills at random moments cost a run of 200 tasks nothing, and no task runs twice', async () => {
  test.setTimeout(10 * 60_000);
  const seed = process.env.KILL_SEED ?? `${Date.now()}`;
  test.info().annotations.push({ type: 'KILL_SEED', description: seed });
  const portal = await OwnPortal.prepare();
  try {
    await portal.start();
    const before = await PortalApi.signIn(portal.url, await portal.launchUrl());
    await before.createPipeline('killed-again', {
      // Else a machine with many cores is through before the last kill.
      parallelism: 2,
      tasks: layeredTasks(),
    });
    const id = await before.start('killed-again');
    await before.dispose();

    let underWayAtKills = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await sleep(fraction(seed, kill) * LONGEST_LIFE_MS);
      const api = await PortalApi.signIn(portal.url, await portal.launchUrl());
      const { finishedAt } = await api.run(id);
      if (finishedAt === null) underWayAtKills += 1;
      await portal.kill();
      await api.dispose();
      await portal.start();
    }

    const after = await PortalApi.signIn(portal.url, await portal.launchUrl());
    const run = await after.untilFinal(id, 300_000);
    expect(run.status, run.reason ?? undefined).toBe('succeeded');
    // Kills after the end would prove nothing.
    expect(underWayAtKills, `kills during the run, seed ${seed}`).toBe(KILLS);
    expect(run.tasks).toHaveLength(TASKS);
    for (const task of run.tasks) {
      expect(task.status, task.name).toBe('succeeded');
      expect(task.attempts, task.name).toHaveLength(1);
      const log = await after.log(id, task.name);
      expect(log.split(SAID), `${task.name}, seed ${seed}`).toHaveLength(2);
    }
    await after.dispose();
  } finally {
    await portal.dispose();
  }
});

/** Ten layers of twenty; each task waits for two of the layer before and takes a third of a second. */
function layeredTasks() {
  const width = 20;
  return Array.from({ length: TASKS }, (_, i) => {
    const layer = Math.floor(i / width);
    const place = i % width;
    const upstream = [place, (place + 1) % width].map(
      at => `t${(layer - 1) * width + at}`,
    );
    return {
      name: `t${i}`,
      template: 'shell',
      version: '1.0.0',
      dependsOn: layer === 0 ? [] : upstream,
      parameters: { script: `echo ${SAID}; sleep 0.3` },
    };
  });
}

/** From 0 to 1, the same for the same seed and number. */
function fraction(seed: string, number: number): number {
  const digest = createHash('sha256').update(`${seed}:${number}`).digest();
  return digest.readUInt32BE() / 2 ** 32;
}
