import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { callsOf } from '../__testUtils__/callsOf';
import { startMlops } from '../__testUtils__/startMlops';
import { whilePermitted } from './whilePermitted';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('the log of an attempt', () => {
  let backend: Awaited<ReturnType<typeof startMlops>>;
  let calls: ReturnType<typeof callsOf>;
  let run: string;
  let log: string;

  beforeAll(async () => {
    backend = await startMlops(databases, 'SQLITE_3');
    calls = callsOf(backend);
    const list = await calls.get('/pipelines');
    const [{ id }] = list.body.items;
    run = (await calls.post(`/pipelines/${id}/runs`)).body.id;
    log = `/runs/${run}/tasks/first/log`;
  });
  afterAll(() => backend.stop());

  const writes = (text: string | Buffer) => {
    backend.engine.written = Buffer.from(text as string);
  };
  const bytes = async (path: string) => {
    const answer = await calls.get(path).buffer().parse(binary);
    return { ...answer, headers: answer.headers, body: answer.body as Buffer };
  };

  it('is given as the bytes that were written, as a file and never as a page', async () => {
    const written = Buffer.from('<script>x</script>\u001b]0;t\u0007\xff\0\n');
    writes(written);
    const { status, headers, body } = await bytes(log);
    expect(status).toBe(200);
    expect(body.equals(written)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'attachment; filename="demo-1-first-1.log"',
      'x-log-size': String(written.length),
    });
  });

  it('is given in parts, which may lie anywhere', async () => {
    writes('0123456789');
    const part = async (query: string) =>
      String((await bytes(`${log}?${query}`)).body);
    expect(await part('offset=3&limit=4')).toBe('3456');
    expect(await part('offset=-3')).toBe('789');
    expect(await part('offset=-1000')).toBe('0123456789');
    expect(await part('offset=10')).toBe('');
    expect(await part('offset=9007199254740991')).toBe('');
    expect(await part('limit=0')).toBe('');
  });

  it.each([
    'offset=NaN',
    'offset=Infinity',
    'offset=-Infinity',
    'offset=1.5',
    'offset=1e300',
    'offset=99999999999999999999',
    'offset=1&offset=2',
    'offset[$gt]=1',
    'limit=-1',
    'limit=67108865',
    'limit=NaN',
    'attempt=0',
    'attempt=-1',
    'follow=maybe',
    'path=/etc/passwd',
  ])('refuses %s', async query => {
    expect((await calls.get(`${log}?${query}`)).status).toBe(400);
  });

  it.each([
    'times?from=-1',
    'times?to=NaN',
    'times?limit=1000000',
    'search',
    'search?text=',
    'search?text=a%0Ab',
    `search?text=${'a'.repeat(201)}`,
    'search?text=a&limit=1000000',
    'search?text=a&from=-5',
  ])('refuses %s', async path => {
    expect((await calls.get(`${log}/${path}`)).status).toBe(400);
  });

  it.each([
    '..',
    '..%2f..%2fspec',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '..%252f..%252fspec',
    '..%5c..%5cspec',
    'first%00',
    'first%2f..%2ffirst',
    'FIRST',
  ])('has nothing for the task %s', async task => {
    for (const part of [
      '',
      '/index',
      '/times',
      '/search?text=a',
      '/first-error',
    ]) {
      const { status } = await calls.get(
        `/runs/${run}/tasks/${task}/log${part}`,
      );
      expect([part, status]).toEqual([part, 404]);
    }
  });

  it('has nothing for a run that is no run', async () => {
    for (const id of ['..', '..%2f..', `${run}%00`, run.toUpperCase()]) {
      const { status } = await calls.get(`/runs/${id}/tasks/first/log`);
      expect([id, status]).toEqual([id, 404]);
    }
  });

  it('tells where lines begin, also when it has grown', async () => {
    writes('a\nb');
    expect((await calls.get(`${log}/index`)).body).toEqual({
      size: 3,
      breaks: 1,
      lineStart: 2,
      marks: [{ line: 0, offset: 0 }],
    });
    writes(`a\nb${'x'.repeat(70_000)}\nc\n`);
    expect((await calls.get(`${log}/index`)).body).toEqual({
      size: 70_006,
      breaks: 3,
      lineStart: 70_006,
      marks: [
        { line: 0, offset: 0 },
        { line: 1, offset: 2 },
        { line: 2, offset: 70_004 },
      ],
    });
  });

  it('tells when bytes were written, and up to where it told', async () => {
    writes('0123456789');
    backend.engine.times = [
      { offset: 0, at: 1_000 },
      { offset: 4, at: 2_000 },
      { offset: 8, at: 3_000 },
    ];
    expect((await calls.get(`${log}/times?from=5`)).body).toEqual({
      items: [
        { offset: 4, at: '1970-01-01T00:00:02.000Z' },
        { offset: 8, at: '1970-01-01T00:00:03.000Z' },
      ],
      to: 10,
    });
    expect((await calls.get(`${log}/times?limit=1`)).body).toEqual({
      items: [{ offset: 0, at: '1970-01-01T00:00:01.000Z' }],
      to: 4,
    });
  });

  it('is searched, line by line, and from a line on', async () => {
    writes(`${'x\n'.repeat(100_000)}Needle\nx needle needle\n`);
    const found = async (query: string) =>
      String((await bytes(`${log}/search?${query}`)).body)
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
    expect(await found('text=needle')).toEqual([
      { type: 'line', line: 100_001, offset: 200_000, hits: 1 },
      { type: 'line', line: 100_002, offset: 200_007, hits: 2 },
      { type: 'end', to: 200_023, complete: true },
    ]);
    expect(await found('text=needle&from=200007')).toHaveLength(2);
    expect(await found('text=Needle&matchCase=true')).toHaveLength(2);
    expect((await found('text=x&limit=5')).at(-1)).toMatchObject({
      complete: false,
    });
  });

  it('tells its first error', async () => {
    writes('fine\nValueError: x\n');
    expect((await calls.get(`${log}/first-error`)).body).toEqual({
      found: { line: 2, offset: 5 },
    });
    writes('fine\n');
    expect((await calls.get(`${log}/first-error`)).body).toEqual({
      found: null,
    });
  });

  it('is read no further when its reader leaves', async () => {
    const left = new Promise<string>(resolve => {
      const { engine } = backend;
      jest
        .spyOn(engine, 'log')
        .mockImplementationOnce(async function* endless(_, { signal }) {
          yield Buffer.from('begin\n');
          await once(signal, 'abort');
          resolve('left');
        });
    });
    const { port } = backend.server.address() as AddressInfo;
    const asked = httpRequest({
      port,
      path: `/api/mlops${log}?follow=true`,
      headers: {
        Authorization: mockCredentials.user.header('user:default/alice'),
      },
    }).end();
    const [answer] = await once(asked, 'response');
    await once(answer, 'data');
    asked.destroy();
    expect(await left).toBe('left');
  });
});

describe('whilePermitted', () => {
  it.each([
    ['the right is taken away', async () => false],
    [
      'nobody can be asked',
      async () => {
        throw new Error('expired');
      },
    ],
  ])('ends a stream when %s', async (_, ask) => {
    const mayStill = jest.fn<Promise<boolean>, []>(ask);
    mayStill.mockResolvedValueOnce(true);
    const end = new AbortController();
    const aborted = once(end.signal, 'abort');
    whilePermitted(mockServices.logger.mock(), mayStill, end, 1);
    await aborted;
    expect(mayStill.mock.calls.length).toBeGreaterThan(1);
  });
});

function binary(
  res: unknown,
  done: (error: Error | null, body: Buffer) => void,
) {
  const chunks: Buffer[] = [];
  const answer = res as NodeJS.ReadableStream;
  answer.on('data', chunk => chunks.push(Buffer.from(chunk)));
  answer.on('end', () => done(null, Buffer.concat(chunks)));
}
