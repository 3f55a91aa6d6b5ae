import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { runPipeline } from './runPipeline.mjs';

const AT = '2026-01-01T00:00:00.000Z';

/** A portal whose answers are a table of `METHOD path` (a list is given one by one). */
async function portal(test, answers) {
  const asked = [];
  const server = createServer((request, response) => {
    const path = request.url.replace('/api/mlops', '');
    const key = `${request.method} ${path}`;
    asked.push(key);
    const known = answers[key];
    const answer =
      Array.isArray(known) && known.length > 1 ? known.shift() : known;
    if (path === '/launch?token=right') {
      const headers = { 'Set-Cookie': 'launch=yes; HttpOnly; Path=/api/auth' };
      response.writeHead(303, { ...headers, Location: '/#launch=proof' }).end();
    } else if (path === '/api/auth/guest/refresh') {
      const { cookie, 'x-launch-proof': proof } = request.headers;
      if (cookie !== 'launch=yes' || proof !== 'proof') {
        response.writeHead(401).end();
        return;
      }
      response.end(JSON.stringify({ backstageIdentity: { token: 'guest' } }));
    } else if (request.headers.authorization !== 'Bearer guest') {
      response.writeHead(401).end();
    } else if (answer === undefined) {
      response
        .writeHead(404)
        .end(JSON.stringify({ error: { message: `no ${key}` } }));
    } else {
      const body = Array.isArray(answer) ? answer[0] : answer;
      if (typeof body === 'function') body(response);
      else response.end(typeof body === 'string' ? body : JSON.stringify(body));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => server.closeAllConnections() ?? server.close());
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, launchUrl: `${url}/launch?token=right`, asked };
}

const list = items => ({ items, nextCursor: null });
const attempt = { attempt: 1, startedAt: AT };
const load = {
  name: 'load',
  status: 'running',
  attempts: [attempt],
  startedAt: AT,
  finishedAt: null,
  reason: null,
  metrics: {},
};
const run = {
  number: 1,
  status: 'running',
  reason: null,
  startedAt: AT,
  finishedAt: null,
  pipeline: { name: 'digits' },
  tasks: [load],
};

function digits({ status, log }) {
  const done = { ...load, status, finishedAt: AT, metrics: { rows: 3 } };
  return {
    'GET /pipelines?search=digits&limit=200': list([
      { id: 'other', name: 'digits-2' },
      { id: 'p', name: 'digits' },
    ]),
    'POST /pipelines/p/runs': { id: 'r' },
    'GET /runs/r': [
      { ...run, tasks: [{ ...load, attempts: [] }] },
      run,
      { ...run, status, finishedAt: AT, tasks: [done] },
    ],
    'GET /runs/r/messages?limit=200': [
      list([{ task: 'load', text: 'Preparing Python' }]),
      list([
        { task: 'load', text: 'Preparing Python' },
        { task: null, text: 'Started' },
      ]),
    ],
    'GET /runs/r/tasks/load/log?attempt=1&offset=0&follow=true': log,
  };
}

async function follow({ url, launchUrl }, name = 'digits') {
  let text = '';
  const show = more => {
    text += more;
  };
  const succeeded = await runPipeline({ url, launchUrl, name, show });
  return { succeeded, text };
}

describe('runPipeline', () => {
  it('runs the pipeline of that very name and shows its log, what the platform says once, and the result', async test => {
    const served = await portal(
      test,
      digits({ status: 'succeeded', log: 'one\ntwo\n' }),
    );
    const { succeeded, text } = await follow(served);
    assert.equal(succeeded, true);
    assert.ok(text.startsWith(`Running digits: ${served.url}/mlops/runs/r\n`));
    assert.match(text, /load \| one\nload \| two\n/);
    assert.equal(text.split('· Preparing Python').length, 2);
    assert.equal(text.split('· Started').length, 2);
    assert.match(text, /load {2}rows {4}3\n/);
    assert.ok(text.endsWith(`${served.url}/mlops/runs/r\n`));
  });

  it('tells a run that failed', async test => {
    const served = await portal(test, digits({ status: 'failed', log: '' }));
    assert.equal((await follow(served)).succeeded, false);
  });

  it('goes on at the byte where a log broke', async test => {
    const answers = digits({
      status: 'succeeded',
      log: response => {
        response.write('hal', () => setTimeout(() => response.destroy(), 50));
      },
    });
    const rest = 'GET /runs/r/tasks/load/log?attempt=1&offset=3&follow=true';
    const served = await portal(test, { ...answers, [rest]: 'f\nend\n' });
    assert.match((await follow(served)).text, /load \| half\nload \| end\n/);
  });

  it('says what there is when there is no such pipeline', async test => {
    const served = await portal(test, {
      'GET /pipelines?search=digits&limit=200': list([
        { id: 'x', name: 'digits-2' },
      ]),
      'GET /pipelines?limit=200': list([{ name: 'digits-2' }, { name: 'ads' }]),
    });
    await assert.rejects(follow(served), {
      message: 'There is no pipeline "digits". There are: digits-2, ads',
    });
  });

  it('says that the portal is gone when it goes', async test => {
    const answers = digits({ status: 'succeeded', log: '' });
    answers['GET /runs/r'] = response => response.destroy();
    const served = await portal(test, answers);
    await assert.rejects(follow(served), {
      message: `${served.url} does not answer any more; what it started may go on.`,
    });
  });

  it('passes on why the portal refused', async test => {
    const answers = digits({ status: 'succeeded', log: '' });
    delete answers['POST /pipelines/p/runs'];
    const served = await portal(test, answers);
    await assert.rejects(follow(served), {
      message:
        'POST /pipelines/p/runs was answered with 404: no POST /pipelines/p/runs',
    });
  });
});
