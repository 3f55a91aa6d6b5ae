import { expect, type Page } from '@playwright/test';
import { launchUrl } from './support/launchUrl';
import { openAs } from './support/openAs';
import { PortalApi } from './support/PortalApi';
import { test } from './support/portalTest';
import { seriousViolations } from './support/seriousViolations';
import { signIn } from './support/signIn';

const ALICE = 'user:default/alice';
const BOB = 'user:default/bob';

const spec = (project: string) => ({
  project,
  tasks: [
    {
      name: 'long',
      template: 'shell',
      version: '1.0.0',
      parameters: {
        script: 'echo from-task > note; while :; do sleep 0.2; done',
      },
    },
  ],
});

const terminalOf = (page: Page) =>
  page.getByRole('region', { name: 'Terminal of long' });

/** What the terminal shows, whose rows are drawn one by one. */
const shown = (page: Page, text: string | RegExp) =>
  expect(terminalOf(page).locator('.xterm-rows')).toContainText(text);

async function openTerminal(page: Page) {
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('button', { name: 'Open a terminal' }).click();
  await expect(page.getByLabel('Terminal input')).toBeFocused();
  await shown(page, /[$#] /);
}

/** What would go on for ever, and leave no room for other journeys. */
const started: string[] = [];
test.afterEach(async ({ api }) => {
  for (const run of started) await api.http.post(`runs/${run}/stop`);
});

test('a person looks into a running task with a terminal, leaves it by key, and comes back', async ({
  api,
  page,
}) => {
  await api.createPipeline('with-terminal', spec('public'));
  const run = await api.start('with-terminal');
  started.push(run);
  await api.until(run, ({ status }) => status === 'running', 60_000);
  await page.goto(`/mlops/runs/${run}?task=long`);
  await signIn(page);
  await openTerminal(page);

  await page.keyboard.type('cat note; echo size $(stty size)\n');
  await shown(page, 'from-task');
  await shown(page, /size \d+ \d+/);
  expect(
    await seriousViolations(page, '[aria-label="Terminal of long"]'),
  ).toEqual([]);

  // A smaller window has fewer columns.
  const columns = async (word: string) => {
    await page.keyboard.type(`echo ${word} $(stty size)\n`);
    await shown(page, new RegExp(`${word} \\d+ \\d+`));
    const text = await terminalOf(page).locator('.xterm-rows').textContent();
    return Number(new RegExp(`${word} \\d+ (\\d+)`).exec(text ?? '')?.[1]);
  };
  const wide = await columns('wide');
  await page.setViewportSize({ width: 1100, height: 900 });
  await expect.poll(() => columns('narrow')).toBeLessThan(wide);

  await page.keyboard.press('Control+Shift+X');
  await expect(
    terminalOf(page).getByRole('button', { name: 'Close' }),
  ).toBeFocused();

  // Elsewhere it goes on, and is found as it was left.
  await page.getByRole('tab', { name: 'Events' }).click();
  await expect(page.getByText(/opened a terminal/)).toBeVisible();
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await shown(page, 'narrow');
  await page.getByLabel('Terminal input').focus();
  await page.keyboard.type('exit 4\n');
  await expect(
    terminalOf(page).getByText('The shell has ended with exit code 4.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Connect again' }).click();
  await expect(page.getByText('Connecting…')).toHaveCount(0);
  await page.keyboard.type('echo again-$((1+1))\n');
  await shown(page, 'again-2');

  await api.http.post(`runs/${run}/stop`);
  await expect(
    terminalOf(page).getByText(
      'The attempt has ended, and the terminal with it.',
    ),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Connect again' })).toHaveCount(
    0,
  );
});

test('terminals are for those who may, and end when they may no more', async ({
  api,
  baseURL,
  browser,
}) => {
  const alice = await PortalApi.signIn(baseURL ?? '', launchUrl(), ALICE);
  // What the catalog says of project groups is known within half a minute.
  await expect
    .poll(
      async () =>
        (
          await (await alice.http.get('projects/vision')).json()
        ).myRole,
      { timeout: 60_000 },
    )
    .toBeTruthy();
  await alice.createPipeline('with-terminal-of-vision', spec('vision'));
  const run = await alice.start('with-terminal-of-vision');
  started.push(run);
  await alice.until(run, ({ status }) => status === 'running', 60_000);
  const at = `/mlops/runs/${run}?task=long`;

  // Another member sees the run, and not what its owner does inside.
  const other = await openAs(browser, BOB, at);
  await expect(other.getByRole('tab', { name: 'Log' })).toBeVisible();
  await expect(other.getByRole('tab', { name: 'Terminal' })).toHaveCount(0);

  const owner = await openAs(browser, ALICE, at);
  await openTerminal(owner);
  const grants = async () => (await api.http.get('roles/dev')).json();
  const { grants: before, version } = await grants();
  const without = before.filter(
    ({ permission }: { permission: string }) =>
      permission !== 'mlops.terminal.use',
  );
  try {
    await api.http.put('roles/dev/grants', {
      data: { grants: without, version },
    });
    await expect(
      terminalOf(owner).getByText(/You may not use this terminal any more/),
    ).toBeVisible({ timeout: 10_000 });
  } finally {
    const { version: now } = await grants();
    await api.http.put('roles/dev/grants', {
      data: { grants: before, version: now },
    });
    await alice.dispose();
  }
});
