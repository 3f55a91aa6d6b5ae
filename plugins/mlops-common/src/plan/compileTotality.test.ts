import fc from 'fast-check';
import { hostileText } from '../__testUtils__/arbitraries';
import { aCompileInput, aTask, aTemplate } from '../__testUtils__/compileInput';
import { problemsOf } from '../__testUtils__/compiled';
import { compile } from './compile';

describe('totality', () => {
  const rich = aCompileInput({
    images: true,
    project: { volumeMount: 'work(pvc):/mnt', cluster: 'a', org: 'ads' },
    config: {
      clusters: ['a'],
      env: { A: '1' },
      hostPaths: ['/data'],
      resources: { cpu: '1' },
    },
    run: { parameters: { epochs: 3 } },
    templates: [
      aTemplate({
        parameters: {
          type: 'object',
          properties: { n: { type: 'integer', 'x-argv': 'json' } },
        },
        env: 'A=1\nTASK_RESOURCE_CPU=2',
        mounts: '1G(memory):/dev/shm',
        files: [{ path: 'a.py', content: 'x' }],
      }),
    ],
    spec: {
      parameters: {
        type: 'object',
        properties: { epochs: { type: 'integer' } },
      },
      tasks: [
        aTask({ name: 'load' }),
        aTask({
          dependsOn: ['load'],
          parameters: { n: '{{ tasks.load.outputs.n }}' },
          mounts: '/data(hostpath):/d',
          env: { B: '{{ run.date | date }}' },
        }),
      ],
    },
  });

  /** Every place in the value, from the outside in. */
  function placesOf(value: unknown, path: string[] = []): string[][] {
    if (typeof value !== 'object' || value === null) return [path];
    return [
      path,
      ...Object.entries(value).flatMap(([key, member]) =>
        placesOf(member, [...path, key]),
      ),
    ];
  }

  function replace(
    value: unknown,
    [key, ...rest]: string[],
    piece: unknown,
  ): unknown {
    if (key === undefined) return piece;
    if (typeof value !== 'object' || value === null) return value;
    const changed = replace(Reflect.get(value, key), rest, piece);
    return Array.isArray(value)
      ? value.map((member, index) => (String(index) === key ? changed : member))
      : { ...value, [key]: changed };
  }

  it('compiles the example that is about to be broken', () => {
    expect(compile(rich)).toMatchObject({ ok: true });
  });

  it('gives a plan or problems for whatever stands anywhere in the input', () => {
    const place = fc.constantFrom(...placesOf(rich));
    const piece = fc.oneof(hostileText, fc.jsonValue(), fc.anything());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, piece), { minLength: 1, maxLength: 3 }),
        changes => {
          const input = changes.reduce<unknown>(
            (value, [path, written]) => replace(value, path, written),
            rich,
          );
          const plan = compile(input as never);
          const told = plan.ok ? plan.value.tasks : plan.problems;
          const messages = plan.ok ? [] : plan.problems;
          expect(told).not.toEqual([]);
          expect(messages.map(({ message }) => message)).not.toContain('');
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('says so when a value contains itself', () => {
    const circle: Record<string, unknown> = {};
    circle.again = circle;
    const run = { parameters: circle };
    expect(problemsOf({ run })[0].message).toContain(
      'nested at most 64 levels',
    );
  });

  it.each([
    { run: { timeZone: 'Mars/Base' } },
    { run: { createdAt: 'yesterday' } },
  ])('refuses %j', parts => {
    expect(problemsOf(parts)).toEqual([
      { path: ['run'], message: expect.stringContaining('is no instant') },
    ]);
  });
});
