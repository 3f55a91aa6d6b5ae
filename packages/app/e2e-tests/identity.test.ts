import { expect } from '@playwright/test';
import { launchUrl } from './support/launchUrl';
import { signIn } from './support/signIn';
import { test } from './support/portalTest';

/** What somebody tries who has got a task to run and would like to be somebody. */
const script = (portal: string) => `
cat /proc/1/environ /proc/self/environ 2>/dev/null | tr '\\0' '\\n' | grep -i -E 'launch|token' && echo FOUND
find / -name 'launch-token' -not -path '/proc/*' 2>/dev/null | grep . && echo FOUND
python3 - <<'PY'
import urllib.error, urllib.request
for provider in ('guest', 'demo'):
    for headers in ({}, {'X-Requested-With': 'XMLHttpRequest', 'X-Demo-Account': 'user:default/alice', 'Cookie': 'mlops-launch=x'}):
        asked = urllib.request.Request('${portal}/api/auth/%s/refresh' % provider, headers=headers)
        try:
            print('FOUND', urllib.request.urlopen(asked, timeout=10).status)
        except urllib.error.HTTPError as error:
            print('refused', error.code)
PY
echo done`;

test('a task finds no way to sign in to the portal that runs it', async ({
  api,
  baseURL,
}) => {
  await api.createPipeline('impostor', {
    tasks: [
      {
        name: 'try',
        template: 'shell',
        version: '1.0.0',
        parameters: { script: script(baseURL ?? '') },
      },
    ],
  });
  const id = await api.start('impostor');
  const run = await api.untilFinal(id, 60_000);
  expect(run.status, run.reason ?? undefined).toBe('succeeded');
  const log = await api.log(id, 'try');
  expect(log).not.toContain('FOUND');
  expect(log.match(/refused 401/g)).toHaveLength(4);
  expect(log).toContain('done');
});

test('the launch address lets one in and leaves nothing of itself in the address', async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(launchUrl());
  await signIn(page);
  expect(new URL(page.url()).hash).toBe('');

  // The cookie alone is what another server on this machine could be sent.
  await page.evaluate(() => localStorage.removeItem('mlops-launch-proof'));
  await page.reload();
  await expect(
    page.getByText(/Open the address with "\/launch\?token="/),
  ).toBeVisible({ timeout: 60_000 });
  await context.close();
});
