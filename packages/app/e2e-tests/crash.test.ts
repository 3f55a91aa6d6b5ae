import { expect } from '@playwright/test';
import { OwnPortal } from './support/OwnPortal';
import { PortalApi } from './support/PortalApi';
import { FIRST_RUN_MS, test } from './support/portalTest';

const MODELS = ['svc', 'random-forest', 'logistic-regression'];

test('a run that outlives a killed portal is finished by the next one, and no task runs twice', async () => {
  test.setTimeout(2 * FIRST_RUN_MS);
  const portal = await OwnPortal.prepare();
  try {
    await portal.start();
    const before = await PortalApi.signIn(portal.url, await portal.launchUrl());
    const id = await before.start('digits');
    const atKill = await before.until(
      id,
      run =>
        run.tasks.some(
          ({ name, status }) =>
            name === 'random-forest' && status === 'running',
        ),
      FIRST_RUN_MS,
    );
    await portal.kill();
    await before.dispose();
    expect(atKill.finishedAt).toBeNull();

    await portal.start();
    const after = await PortalApi.signIn(portal.url, await portal.launchUrl());
    const run = await after.untilFinal(id, 120_000);
    expect(run.status, run.reason ?? undefined).toBe('succeeded');
    for (const task of run.tasks) {
      expect(task.attempts, task.name).toHaveLength(1);
    }
    for (const model of MODELS) {
      const log = await after.log(id, model);
      expect(log.match(/ rows, \d+ folds/g), model).toHaveLength(1);
      expect(log).toContain('fit_seconds');
    }
    expect(await after.runs()).toHaveLength(1);
    await after.dispose();
  } finally {
    await portal.dispose();
  }
});
