import { chromium } from '@playwright/test';
import { makePipeline } from '../benchPortal.mjs';
import { withPortal } from '../../../scripts/lib/testing/withPortal.mjs';
import { openGraph } from './openGraph.mjs';
import { panGraph } from './panGraph.mjs';
import { formatSpread, spreadOf } from './milliseconds.mjs';
import { verdict } from './verdict.mjs';

const DRAWN_MS = 500;
const TASK_MS = 50;
const FRAME_MS = 33;

const LAUNCH = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** Looks at the graphs on the page of a pipeline and of a run that goes on. @returns whether each goal was reached */
export async function pageSpeed(shapes) {
  const reached = [];
  await withPortal(
    { 'mlops.local.slots': 2 },
    async ({ api, url, launchUrl }) => {
      const browser = await chromium.launch(LAUNCH);
      try {
        for (const [title, shape] of Object.entries(shapes)) {
          const pipeline = await makePipeline(
            api,
            `bench-${Object.keys(shapes).indexOf(title)}`,
            shape.map(task => ({
              ...task,
              template: 'shell',
              version: '1.0.0',
              parameters: { script: 'true' },
            })),
          );
          const show = async (page, path) => {
            process.stdout.write(`  page of a ${page}, ${title}\n`);
            reached.push(...(await look(browser, launchUrl, `${url}${path}`)));
          };
          await show('pipeline', `/mlops/pipelines/${pipeline}`);
          const { id } = await api.send(`/pipelines/${pipeline}/runs`, {});
          await show('run under way', `/mlops/runs/${id}`);
          await api.tell(`/runs/${id}/stop`);
        }
      } finally {
        await browser.close();
      }
    },
  );
  return reached;
}

/** Lets the pages of a browser in, as if each had been opened by the launch address. */
async function launchPages(context, launchUrl) {
  const answer = await context.request.get(launchUrl, { maxRedirects: 0 });
  const [, proof] = (answer.headers().location ?? '').split('#launch=');
  await context.addInitScript(
    value => globalThis.localStorage.setItem('mlops-launch-proof', value),
    proof,
  );
}

async function look(browser, launchUrl, address) {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
  });
  try {
    await launchPages(context, launchUrl);
    const graph = await openGraph(context, address);
    const opened = await graph.longTasks();
    const frames = spreadOf(await panGraph(graph.page));
    const panned = await graph.longTasks();
    process.stdout.write(
      [
        `    layout in the worker ${graph.layoutMs.toFixed(
          0,
        )} ms after the request, picture ${graph.pictureMs.toFixed(
          0,
        )} ms later, all names ${graph.namesMs.toFixed(0)} ms later`,
        `    tasks of the page over ${TASK_MS} ms: ${tell(
          opened,
        )} after the layout, ${tell(panned)} while panning`,
        `    frames while panning: ${formatSpread(frames)}`,
        '',
      ].join('\n'),
    );
    return [
      verdict(`drawn ${DRAWN_MS} ms`, graph.namesMs <= DRAWN_MS),
      verdict(
        `no task over ${TASK_MS} ms`,
        opened.length + panned.length === 0,
      ),
      // Frames come every 16.7 ms: 33.4 ms are two of them.
      verdict(
        `p95 of frames ${FRAME_MS} ms`,
        Math.floor(frames.p95) <= FRAME_MS,
      ),
    ];
  } finally {
    await context.close();
  }
}

function tell(tasks) {
  return tasks.length === 0
    ? 'none'
    : `${tasks.length} (longest ${Math.max(...tasks).toFixed(0)} ms)`;
}
