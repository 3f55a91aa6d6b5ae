import { TestDatabases } from '@backstage/backend-test-utils';
import { callsOf } from './__testUtils__/callsOf';
import { startMlops } from './__testUtils__/startMlops';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('outputs that mean ill, asked for over HTTP', () => {
  async function started() {
    const backend = await startMlops(databases, 'SQLITE_3');
    const calls = callsOf(backend);
    const list = await calls.get('/pipelines');
    const run = await calls.post(`/pipelines/${list.body.items[0].id}/runs`);
    const at = (path: string, task = 'first') =>
      `/runs/${run.body.id}/tasks/${task}/outputs/${path}`;
    const leave = (path: string, mediaType: string, content: string) =>
      backend.engine.files.set(path, { mediaType, content });
    return { calls, at, leave };
  }

  it('are never a page of the portal, whatever they say they are', async () => {
    const { calls, at, leave } = await started();
    const script = '<script>alert(document.domain)</script>';
    leave('drawing.svg', 'image/svg+xml', `<svg>${script}</svg>`);
    leave('page.xhtml', 'application/xhtml+xml', script);
    leave('data.xml', 'text/xml', script);
    leave('code.js', 'text/javascript', 'alert(1)');
    leave('book.pdf', 'application/pdf', '%PDF');
    leave('unknown', 'application/octet-stream', script);
    for (const path of [
      ...['drawing.svg', 'page.xhtml', 'data.xml', 'code.js'],
      ...['book.pdf', 'unknown', 'page.html'],
    ]) {
      const { headers, status } = await calls.get(at(path));
      expect([path, status]).toEqual([path, 200]);
      expect(headers['content-disposition']).toMatch(/^attachment;/);
      expect(headers['content-security-policy']).toBe(
        "sandbox; default-src 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
    leave('fake.png', 'image/png', script);
    const picture = await calls.get(at('fake.png'));
    expect(picture.headers['content-disposition']).toMatch(/^inline;/);
    expect(picture.headers['content-type']).toBe('image/png');
    expect(picture.headers['content-security-policy']).toMatch(/^sandbox/);
    expect(picture.headers['x-content-type-options']).toBe('nosniff');
  });

  it('are found by their exact name only', async () => {
    const { calls, at, leave } = await started();
    leave('deep/a b.txt', 'text/plain', 'fine');
    expect((await calls.get(at('deep%2Fa%20b.txt'))).status).toBe(200);
    for (const away of [
      ...['deep%2F..%2Fpage.html', '..%2Fpage.html', '%2e%2e%2fpage.html'],
      ...[
        '..%252fpage.html',
        '%2Fetc%2Fpasswd',
        'page.html%00',
        'page.html%2F',
      ],
      ...['%5C..%5Cpage.html', 'PAGE.html', 'deep%2F%2Fa%20b.txt', '__proto__'],
      'x'.repeat(1024),
    ]) {
      expect([away, (await calls.get(at(away))).status]).toEqual([away, 404]);
    }
    for (const bad of ['x'.repeat(1025), '%ff', '%E0%A4%A']) {
      const { status } = await calls.get(at(bad));
      expect([bad, [400, 404].includes(status)]).toEqual([bad, true]);
    }
    for (const task of ['..', '..%2F..', 'none', '__proto__', 'first%2F1']) {
      const { status } = await calls.get(at('page.html', task));
      expect([task, [400, 404].includes(status)]).toEqual([task, true]);
    }
  });

  it.each([
    ['bytes=0-1', 206, '<b', 'bytes 0-1/5'],
    ['bytes=-2', 206, 'x<', 'bytes 3-4/5'],
    ['bytes=3-999999999999999999999', 206, 'x<', 'bytes 3-4/5'],
    ['bytes=5-', 416, '', 'bytes */5'],
    ['bytes=99999999999999999999999-', 416, '', 'bytes */5'],
    ['bytes=--1', 200, '<b>x<', undefined],
    ['bytes=0-0,2-2,4-4', 200, '<b>x<', undefined],
    [`bytes=${'0-0,'.repeat(2000)}1-1`, 200, '<b>x<', undefined],
    ['bytes=a-b', 200, '<b>x<', undefined],
  ])('answer the range %.40s with %d', async (range, status, text, told) => {
    const { calls, at } = await started();
    const answer = await calls
      .get(at('page.html'))
      .set('Range', range)
      .buffer(true)
      .parse((response, done) => {
        const pieces: Buffer[] = [];
        response.on('data', piece => pieces.push(piece));
        response.on('end', () => done(null, Buffer.concat(pieces).toString()));
      });
    expect(answer.status).toBe(status);
    expect(answer.body).toBe(text);
    expect(answer.headers['content-range']).toBe(told);
  });

  it('are saved as they are, also a table with formulas in it', async () => {
    const { calls, at, leave } = await started();
    const table =
      '=cmd|"/C calc"!A0,+1,-1,@SUM(A1)\r\n\t=1+1,"=HYPERLINK(""x"")"\n';
    leave('table.csv', 'text/csv; charset=utf-8', table);
    const { headers, text } = await calls.get(at('table.csv'));
    expect(text).toBe(table);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(/^attachment;/);
  });
});
