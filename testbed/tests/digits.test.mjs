import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { parse } from 'yaml';
import { withClusterPortal } from '../../scripts/lib/testing/withClusterPortal.mjs';
import { withPortal } from '../../scripts/lib/testing/withPortal.mjs';
import playwright from '../../playwright.config.ts';
import { kubectlFor, testbed } from './runningTestbed.mjs';

const FINAL = ['succeeded', 'failed', 'stopped'];
const PATIENCE_MS = 10 * 60_000;
const PROJECT = 'digits-on-beta';
const definition = new URL(
  '../../catalog/definitions/digits/pipeline.yaml',
  import.meta.url,
);

it('runs digits on alpha, and on beta for a group that works there, with the results of the embedded engine', async () => {
  const embedded = await withPortal({ 'mlops.engine': 'local' }, ({ api }) =>
    runOf(api, 'digits'),
  );
  await withClusterPortal(testbed, {}, async ({ api, url, launchUrl }) => {
    await makeBetaPipeline(api);
    const runs = await Promise.all(
      ['digits', 'digits-on-beta'].map(name => runOf(api, name)),
    );
    const [onAlpha, onBeta] = runs;
    for (const run of [embedded, ...runs]) {
      assert.deepEqual(resultOf(run), resultOf(embedded));
    }
    assert.equal(await workflowsOf('alpha', 'mlops-public', onAlpha), 1);
    assert.equal(await workflowsOf('beta', `mlops-${PROJECT}`, onBeta), 1);
    await showsConfusionMatrix(launchUrl, `${url}/mlops/runs/${onAlpha.id}`);
  });
});

it('runs the other demos on alpha', async () => {
  await withClusterPortal(testbed, {}, async ({ api }) => {
    for (const name of ['wine', 'sweep']) {
      const { status, tasks } = await runOf(api, name);
      assert.equal(status, 'succeeded', JSON.stringify(tasks, null, 2));
    }
  });
});

/** The same pipeline for a group of people who work on beta. */
async function makeBetaPipeline(api) {
  await api.send('/projects', { name: PROJECT, title: 'On beta' });
  const expand = { cluster: 'beta' };
  await api.put(`/projects/${PROJECT}/settings`, { expand });
  const document = parse(readFileSync(definition, 'utf8'));
  document.metadata.name = 'digits-on-beta';
  document.spec.project = PROJECT;
  await api.send('/pipelines', { yaml: JSON.stringify(document) });
}

async function runOf(api, name) {
  const { items } = await api.read(`/pipelines?search=${name}`);
  const { id: pipeline } = items.find(one => one.name === name);
  const { id } = await api.send(`/pipelines/${pipeline}/runs`, {});
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const run = await api.read(`/runs/${id}`);
    if (FINAL.includes(run.status)) return run;
    if (performance.now() > until) {
      throw new Error(`Still: ${JSON.stringify(run, null, 2)}`);
    }
    await sleep(1000);
  }
}

/** All that does not depend on how fast a machine is. */
function resultOf({ status, tasks }) {
  return {
    status,
    tasks: tasks.map(({ name, status: state, metrics, outputs }) => ({
      name,
      status: state,
      measured: Object.entries(metrics ?? {}).filter(
        ([metric]) => !metric.endsWith('fit_seconds'),
      ),
      // On clusters these two travel with the state, and are no files any more.
      files: outputs
        .map(({ path }) => path)
        .filter(path => !['metrics.json', 'outputs.json'].includes(path))
        .sort(),
    })),
  };
}

async function workflowsOf(cluster, namespace, { id }) {
  const words = [`--namespace=${namespace}`, `--selector=mlops/run-id=${id}`];
  const { items } = await kubectlFor(cluster).get(['workflows', ...words]);
  return items.length;
}

/** What a person sees of it: the page of the run, with the picture that a pod has drawn. */
async function showsConfusionMatrix(launchUrl, address) {
  const browser = await chromium.launch(playwright.use.launchOptions);
  try {
    const page = await browser.newPage(playwright.use);
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(launchUrl);
    await page.getByRole('button', { name: 'Enter as guest' }).click();
    await page.getByRole('link', { name: 'Runs' }).first().waitFor();
    await page.goto(`${address}?task=confusion-matrix&tab=outputs`);
    const picture = page.getByRole('img', { name: 'confusion-matrix.png' });
    await picture.waitFor();
    const isDrawn = () =>
      picture.evaluate(node => node.complete && node.naturalWidth > 500);
    while (!(await isDrawn())) await sleep(100);
  } finally {
    await browser.close();
  }
}
