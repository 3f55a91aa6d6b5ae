import { ResponseError } from '@backstage/errors';
import { apiContract } from './contract';
import { createMlopsClient } from './createMlopsClient';
import { problemsOf } from './problemsOf';

function aClient(answer: () => Response = () => Response.json({})) {
  const requests: Array<{ url: string; init: RequestInit }> = [];
  const client = createMlopsClient({
    baseUrl: 'plugin://mlops/',
    fetch: async (url, init) => {
      requests.push({ url, init });
      return answer();
    },
  });
  return { client, requests };
}

describe('createMlopsClient', () => {
  it('has a method for every route', () => {
    expect(Object.keys(aClient().client).sort()).toEqual(
      Object.keys(apiContract).sort(),
    );
  });

  it('sends what the contract says and gives back the answer', async () => {
    const { client, requests } = aClient(() => Response.json({ id: '01' }));
    const answer: { id: string } = await client.startRun({
      params: { id: '01jd' },
      body: { parameters: { epochs: 3 } },
    });
    expect(answer).toEqual({ id: '01' });
    expect(requests).toEqual([
      {
        url: 'plugin://mlops/pipelines/01jd/runs',
        init: {
          method: 'POST',
          headers: {
            Accept: 'application/json',
            'Content-Type': 'application/json',
          },
          body: '{"parameters":{"epochs":3}}',
        },
      },
    ]);
  });

  it('needs no argument where nothing has to be said', async () => {
    const { client, requests } = aClient();
    await client.getMe();
    await client.startRun({ params: { id: 'x' } });
    expect(requests.map(({ init }) => init.body)).toEqual([undefined, '{}']);
  });

  it('repeats lists in the query and leaves out what is not set', async () => {
    const { client, requests } = aClient();
    await client.listRuns({
      query: {
        status: ['failed', 'running'],
        limit: 10,
        cursor: undefined,
        name: 'a&b',
      },
    });
    await client.listPipelines({ query: { demo: true } });
    expect(requests.map(({ url }) => url)).toEqual([
      'plugin://mlops/runs?status=failed&status=running&limit=10&name=a%26b',
      'plugin://mlops/pipelines?demo=true',
    ]);
  });

  it('encodes values so that none becomes another route', async () => {
    const { client, requests } = aClient();
    await client.getUsage({ params: { id: '01', task: 'a/../b?c#d' } });
    await client.getOutput({
      params: { id: '01', task: 'a', path: 'plots/b c%2f.png' },
    });
    expect(requests.map(({ url }) => url)).toEqual([
      'plugin://mlops/runs/01/tasks/a%2F..%2Fb%3Fc%23d/usage',
      'plugin://mlops/runs/01/tasks/a/outputs/plots/b%20c%252f.png',
    ]);
  });

  it.each(['', '.', '..', 'a/../b', 'a//b'])(
    'refuses the path %j',
    async path => {
      const { client, requests } = aClient();
      await expect(
        client.getOutput({ params: { id: '01', task: 'a', path } }),
      ).rejects.toThrow('cannot be part of "path"');
      expect(requests).toEqual([]);
    },
  );

  it('hands over bytes as the response, with range and end', async () => {
    const { client, requests } = aClient(() => new Response('log'));
    const end = new AbortController();
    const response = await client.getLog({
      params: { id: '01', task: 'a' },
      query: { offset: -10, follow: true },
      headers: { Range: 'bytes=0-1' },
      signal: end.signal,
    });
    expect(await response.text()).toBe('log');
    expect(requests[0]).toEqual({
      url: 'plugin://mlops/runs/01/tasks/a/log?offset=-10&follow=true',
      init: {
        method: 'GET',
        headers: { Range: 'bytes=0-1' },
        signal: end.signal,
      },
    });
  });

  it('gives nothing where the route gives nothing', async () => {
    const { client } = aClient(() => new Response(null, { status: 202 }));
    expect(await client.stopRun({ params: { id: '01' } })).toBeUndefined();
  });

  it('rejects with the error and the problems that the backend told', async () => {
    const problems = [
      {
        path: ['tasks', 0],
        message: 'wrong',
        position: { line: 1, column: 2 },
      },
    ];
    const { client } = aClient(() =>
      Response.json(
        {
          error: {
            name: 'InputError',
            message: 'the pipeline is refused',
            problems,
          },
          response: { statusCode: 400 },
        },
        { status: 400 },
      ),
    );
    const error: unknown = await client
      .createPipeline({ body: { yaml: 'x' } })
      .catch(caught => caught);
    expect(ResponseError.is(error) && error.cause.message).toBe(
      'the pipeline is refused',
    );
    expect(problemsOf(error)).toEqual(problems);
  });

  it('knows no problems of other errors', async () => {
    const { client } = aClient(() => new Response('gone', { status: 502 }));
    const error: unknown = await client.getMe().catch(caught => caught);
    expect(ResponseError.is(error)).toBe(true);
    expect(problemsOf(error)).toEqual([]);
    expect(problemsOf(new Error('x'))).toEqual([]);
  });
});
