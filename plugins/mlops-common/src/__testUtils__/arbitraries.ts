import fc from 'fast-check';
import type { Mount } from '../language/Mount';
import type { Resources } from '../language/resources';
import { INVISIBLE_SAMPLES } from './samples';

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);

/** The name of a claim, config map or secret. */
export const objectName = fc
  .array(label, { minLength: 1, maxLength: 3 })
  .map(parts => parts.join('.'));

const pathPart = fc
  .string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
  .filter(
    part =>
      !/[\p{C}/:,\\]/u.test(part) &&
      part !== '.' &&
      part !== '..' &&
      part === part.trim(),
  );

const relativePath = fc
  .array(pathPart, { minLength: 1, maxLength: 4 })
  .map(parts => parts.join('/'));

const absolutePath = relativePath.map(path => `/${path}`);

const bytes = fc.oneof(
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  fc
    .tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(1e3, 1e6, 1e9, 1e12, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40),
    )
    .map(([count, unit]) => count * unit),
);

const mount: fc.Arbitrary<Mount> = fc.oneof(
  fc.record({
    kind: fc.constant('pvc' as const),
    claim: objectName,
    path: absolutePath,
    subPath: fc.option(relativePath),
  }),
  fc.record({
    kind: fc.constant('hostpath' as const),
    hostPath: fc.oneof(absolutePath, fc.constant('/')),
    path: absolutePath,
  }),
  fc.record({
    kind: fc.constant('memory' as const),
    sizeBytes: bytes,
    path: absolutePath,
  }),
  fc.record({
    kind: fc.constantFrom('configmap' as const, 'secret' as const),
    name: objectName,
    path: absolutePath,
  }),
);

export const mounts = fc.uniqueArray(mount, {
  selector: ({ path }) => path,
  maxLength: 6,
});

function range(most: fc.Arbitrary<number>) {
  return fc
    .tuple(most, most)
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
}

export const resources: fc.Arbitrary<Resources> = fc.record({
  cpu: range(fc.integer({ min: 1, max: 10_000_000 })).map(
    ([requestMillicores, limitMillicores]) => ({
      requestMillicores,
      limitMillicores,
    }),
  ),
  memory: range(bytes).map(([requestBytes, limitBytes]) => ({
    requestBytes,
    limitBytes,
  })),
  gpu: fc.oneof(
    fc.constant({ count: 0, type: null }),
    fc.record({
      count: fc.oneof(
        fc.integer({ min: 1, max: 1024 }),
        fc.integer({ min: 1, max: 99 }).map(hundredths => hundredths / 100),
      ),
      type: fc.option(
        fc.stringMatching(/^[A-Z0-9]([A-Z0-9._-]{0,8}[A-Z0-9])?$/),
      ),
    }),
  ),
});

/** Text that comes close to the languages, so that more than the first character of it is read. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...INVISIBLE_SAMPLES,
        'a',
        '1',
        '0',
        '/',
        '..',
        ':',
        ',',
        '(',
        ')',
        '=',
        '#',
        '~',
        '.',
        '(pvc)',
        '(memory)',
        '(hostpath)',
        '4G',
        'Gi',
        'm',
        'V100',
        'NAME=',
        '"',
        "'",
        '\\',
        '{{',
        '}}',
        '|',
        'run.id',
        'params',
        '[',
        ']',
        ' ',
        '__proto__',
        'constructor',
        'default(',
        'date',
      ),
      { maxLength: 12 },
    )
    .map(pieces => pieces.join('')),
);
