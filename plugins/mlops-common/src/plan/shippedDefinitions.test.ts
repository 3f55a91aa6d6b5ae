import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aCompileInput } from '../__testUtils__/compileInput';
import { readDocuments } from '../definition/readDocuments';
import { compile } from './compile';
import type { CompileTemplate } from './CompileInput';

const FOLDER = join(__dirname, '../../../../catalog/definitions');

const documents = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.yaml'))
  .flatMap(name => {
    const file = join(FOLDER, name);
    return readDocuments(readFileSync(file, 'utf8'), {
      readFile: from => ({
        ok: true,
        value: readFileSync(join(dirname(file), from), 'utf8'),
      }),
    }).map(document => ({ name, document }));
  });

describe('the definitions that come with the suite', () => {
  it('can all be read', () => {
    expect(documents.filter(({ document }) => !document.ok)).toEqual([]);
    expect(documents).not.toEqual([]);
  });

  it.each([
    ['the embedded engine, as nobody has set anything', {}],
    [
      'clusters, as soon as somebody said where the image of the demos is',
      {
        images: true,
        config: {
          images: [
            { prefix: 'mlops.invalid/demos:1', location: 'a.test/demos:1' },
          ],
        },
      },
    ],
  ])('compile for %s', (_, parts) => {
    const values = documents.flatMap(({ document }) =>
      document.ok ? [document.value] : [],
    );
    const templates = values.flatMap((value): CompileTemplate[] =>
      value.kind === 'JobTemplate'
        ? [
            {
              name: value.metadata.name,
              version: value.spec.version,
              stage: value.spec.stage,
              digest: 'digest',
              spec: value.spec,
            },
          ]
        : [],
    );
    const pipelines = values.flatMap(value =>
      value.kind === 'Pipeline' ? [value] : [],
    );
    expect(pipelines).not.toEqual([]);
    for (const { metadata, spec } of pipelines) {
      const input = aCompileInput({ templates, ...parts });
      const pipeline = { ...input.pipeline, name: metadata.name, spec };
      expect(compile({ ...input, pipeline })).toMatchObject({ ok: true });
    }
  });

  it('build one Python environment for each demo, and not one for each task', () => {
    const byFolder = new Map<string, Set<string>>();
    for (const { name, document } of documents) {
      if (!document.ok || document.value.kind !== 'JobTemplate') continue;
      const { requirements } = document.value.spec.local?.python ?? {};
      if (!requirements) continue;
      const folder = dirname(name);
      const sets = byFolder.get(folder) ?? new Set();
      byFolder.set(folder, sets.add(JSON.stringify(requirements)));
    }
    expect(byFolder.size).toBeGreaterThan(0);
    for (const [folder, sets] of byFolder) {
      expect([folder, sets.size]).toEqual([folder, 1]);
    }
  });

  it('run on clusters with the packages that they name', () => {
    const image = readFileSync(
      join(FOLDER, '../../deploy/demos/requirements.txt'),
      'utf8',
    )
      .split('\n')
      .filter(line => line.includes('=='));
    expect(image).not.toEqual([]);
    const named = documents.flatMap(({ document }) => {
      if (!document.ok || document.value.kind !== 'JobTemplate') return [];
      const { requirements } = document.value.spec.local?.python ?? {};
      return requirements
        ? [requirements.map(line => line.replace(/ *;.*/, ''))]
        : [];
    });
    expect(named).not.toEqual([]);
    for (const packages of named) {
      expect(packages).toEqual(expect.arrayContaining(image));
    }
  });
});
