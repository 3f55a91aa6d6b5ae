import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
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

  it('treats a link into nothing as absent', async () => {
    await symlink('/nowhere/at/all', join(folder, 'metrics.json'));
    expect(await readResults(folder)).toMatchObject({ ok: true });
  });
});
