import { expect } from '@playwright/test';
import { FIRST_RUN_MS, test } from './support/portalTest';
import { prefer } from './support/prefer';
import { settled } from './support/settled';

/** Longer than a list waits between two looks of its own while nothing goes on. */
const NEXT_LOOK_MS = 45_000;

for (const { how, cut, within } of [
  // Without a signal the list would look again much later.
  { how: 'by a signal', cut: false, within: 5_000 },
  {
    how: 'by looking again where signals are cut',
    cut: true,
    within: NEXT_LOOK_MS,
  },
]) {
  test(`a list shows a run that was started elsewhere ${how}`, async ({
    page,
    api,
  }) => {
    test.setTimeout(FIRST_RUN_MS);
    await api.succeededRun(FIRST_RUN_MS);
    await prefer(page);
    if (cut) await page.routeWebSocket(/signals/, socket => socket.close());
    // Only runs that have ended, so that the list has no reason to look often.
    await page.goto('/mlops/runs?trigger=manual');
    await settled(page);
    const id = await api.start('digits');
    const { number } = await api.run(id);
    await expect(
      page.getByRole('link', { name: `Handwritten digits #${number}` }),
    ).toBeVisible({ timeout: within });
    await api.http.post(`runs/${id}/stop`);
    await api.untilFinal(id, FIRST_RUN_MS);
  });
}
