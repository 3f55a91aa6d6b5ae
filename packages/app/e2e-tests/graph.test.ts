import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { prefer } from './support/prefer';
import { settled } from './support/settled';
import { test } from './support/portalTest';

const LAYERS = 40;
const WIDTH = 25;

/** Each task waits for two of the layer before. */
const tasks = Array.from({ length: LAYERS * WIDTH }, (_, at) => {
  const layer = Math.floor(at / WIDTH);
  const upstream = [at % WIDTH, (at * 7 + 1) % WIDTH];
  return {
    name: `t${at}`,
    title: `Step ${at}`,
    template: 'shell',
    version: '1.0.0',
    parameters: { script: 'true' },
    dependsOn:
      layer === 0
        ? []
        : [...new Set(upstream)].map(to => `t${(layer - 1) * WIDTH + to}`),
  };
});

test('a task among a thousand is found and walked from', async ({
  page,
  api,
}) => {
  const made = await api.http.post('pipelines', {
    data: {
      yaml: JSON.stringify({
        apiVersion: 'mlops/v1',
        kind: 'Pipeline',
        metadata: { name: `thousand-${Date.now()}` },
        spec: { project: 'public', tasks },
      }),
    },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { id }: { id: string } = await made.json();
  await prefer(page);
  await page.goto(`/mlops/pipelines/${id}`);
  await settled(page);
  const graph = page.getByLabel('Graph of 1000 tasks');
  const card = (title: string) => graph.getByLabel(new RegExp(`^${title}, `));
  await expect(card('Step 0')).toBeInViewport();

  await page.keyboard.press('/');
  await page.keyboard.type('step 777');
  await page.keyboard.press('Enter');
  await expect(card('Step 777')).toBeInViewport();
  await expect(graph.getByText('1 of 1')).toBeVisible();

  await card('Step 777').focus();
  // Upstream is above or to the left, as the graph flows.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowLeft');
  await expect(graph.locator('[data-task]:focus')).toBeInViewport();
  await expect(card('Step 777')).not.toBeFocused();

  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.filter(
      ({ impact }) => impact === 'serious' || impact === 'critical',
    ),
  ).toEqual([]);
});
