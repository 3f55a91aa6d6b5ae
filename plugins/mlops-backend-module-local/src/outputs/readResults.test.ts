import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResults } from './readResults';

describe('readResults', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mlops-results-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const leave = (name: string, text: string) =>
    writeFile(join(folder, name), text);

  it('reads what a task says of itself; nothing is empty', async () => {
    const empty = { ok: true, value: { values: {}, metrics: {} } };
    expect(await readResults(folder)).toEqual(empty);
    expect(await readResults(join(folder, 'absent'))).toEqual(empty);
    await leave('outputs.json', '{"best": "svc", "path": ["a", 1]}');
    await leave('metrics.json', '{"accuracy": 0.5}');
    expect(await readResults(folder)).toEqual({
      ok: true,
      value: {
        values: { best: 'svc', path: ['a', 1] },
        metrics: { accuracy: 0.5 },
      },
    });
  });

  it.each([
    ['outputs.json', '{', /outputs\.json is no JSON/],
    ['outputs.json', '[1]', /outputs\.json must hold an object/],
    ['outputs.json', `"${'x'.repeat(70_000)}"`, /larger than 65536 bytes/],
    ['metrics.json', '{"accuracy": "high"}', /finite numbers/],
    ['metrics.json', '{"accuracy": 1e999}', /finite numbers/],
  ])('refuses %s with %.12s by name', async (name, text, said) => {
    await leave(name, text);
    const results = await readResults(folder);
    expect(results).toMatchObject({ ok: false });
    expect(JSON.stringify(results)).toMatch(said);
  });

  it('follows no link, waits for no pipe and reads no folder', async () => {
    const path = join(folder, 'metrics.json');
    const elsewhere = join(folder, 'elsewhere');
    await writeFile(elsewhere, '{"secret": 1}');
    const make = [
      () => symlink(elsewhere, path),
      () => symlink('/nowhere/at/all', path),
      async () => execFileSync('mkfifo', [path]),
      () => mkdir(path),
    ];
    for (const obstacle of make) {
      await obstacle();
      expect(await readResults(folder)).toEqual({
        ok: false,
        problems: [
          { path: [], message: 'metrics.json must be a regular file' },
        ],
      });
      await rm(path, { recursive: true });
    }
  });
});
