import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import AxeBuilder from '@axe-core/playwright';
import { chromium, expect } from '@playwright/test';
import playwright from '../../playwright.config.ts';
import { withClusterPortal } from '../../scripts/lib/testing/withClusterPortal.mjs';
import { kubectlFor, testbed } from './runningTestbed.mjs';

const NODE = 'alpha-node-2';
const see = expect.configure({ timeout: 60_000 });

it('shows on its pages what clusters do: why a task waits, a terminal beside one, and the nodes', async () => {
  await withClusterPortal(testbed, {}, async ({ api, url, launchUrl }) => {
    const browser = await chromium.launch(playwright.use.launchOptions);
    try {
      const context = await browser.newContext(playwright.use);
      const page = await context.newPage();
      await page.goto(launchUrl);
      await page.getByRole('button', { name: 'Enter as guest' }).click();
      await page.getByRole('link', { name: 'Nodes' }).waitFor();
      await saysWhyATaskWaits(page, api, url);
      await opensATerminal(page, api, url);
      await changesRolesAndTakesThemBack(page, url);
    } finally {
      await browser.close();
    }
  });
});

/** @returns the id of its run */
async function started(api, name, script, more = {}) {
  const task = {
    name: 'task',
    template: 'shell',
    version: '1.0.0',
    parameters: { script },
    ...more,
  };
  const yaml = JSON.stringify({
    apiVersion: 'mlops/v1',
    kind: 'Pipeline',
    metadata: { name },
    spec: { project: 'public', tasks: [task] },
  });
  const { id } = await api.send('/pipelines', { yaml });
  return (await api.send(`/pipelines/${id}/runs`, {})).id;
}

async function saysWhyATaskWaits(page, api, url) {
  const id = await started(api, 'waits', 'true', { resources: { gpu: 1 } });
  await page.goto(`${url}/mlops/runs/${id}?task=task`);
  const why = page.getByText(
    /no machine takes it: .* nvidia\.com\/gpu|no machine takes it: .* the taint/,
  );
  await see(why.first()).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).first().click();
  await see(page.getByText('stopped').first()).toBeVisible();
}

async function opensATerminal(page, api, url) {
  const id = await started(api, 'long', 'while :; do sleep 0.2; done');
  while ((await api.read(`/runs/${id}`)).status !== 'running') await sleep(200);
  await page.goto(`${url}/mlops/runs/${id}?task=task`);
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await page.getByRole('button', { name: 'Open a terminal' }).click();
  await see(page.getByLabel('Terminal input')).toBeFocused();
  const rows = page.locator('.xterm-rows');
  await see(rows).toContainText(/[$#] /);
  await page.keyboard.type('echo $((6*7))-$MLOPS_TASK\n');
  await see(rows).toContainText('42-task');
  await api.tell(`/runs/${id}/stop`);
  await see(page.getByText('stopped').first()).toBeVisible();
}

async function changesRolesAndTakesThemBack(page, url) {
  const notebook = async () => {
    const { metadata } = await kubectlFor('alpha').get(['node', NODE]);
    return metadata.labels.notebook;
  };
  assert.equal(await notebook(), undefined);
  await page.goto(`${url}/mlops/nodes`);
  const roles = page.getByRole('group', { name: `Roles of ${NODE}` });
  await see(roles).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(
    violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .map(({ id }) => id),
    [],
  );
  await roles.getByRole('button', { name: 'notebook' }).click();
  const dialog = page.getByRole('dialog');
  await see(dialog.getByText('What this means')).toBeVisible();
  const save = dialog.getByRole('button', { name: 'Change 1 label' });
  await see(save).toBeEnabled();
  await save.click();
  const saved = page.getByRole('status').filter({ hasText: NODE });
  await see(saved).toContainText('notebook=true');
  assert.equal(await notebook(), 'true');
  await saved.getByRole('button', { name: 'Undo' }).click();
  await see(page.getByText(`Roles of ${NODE} are as before.`)).toBeVisible();
  assert.equal(await notebook(), undefined);
}
