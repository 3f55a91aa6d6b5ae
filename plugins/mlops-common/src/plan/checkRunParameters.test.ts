import { planOf, problemsOf } from '../__testUtils__/compiled';

describe('parameters of the run', () => {
  const spec = {
    parameters: {
      type: 'object',
      required: ['epochs'],
      properties: {
        epochs: { type: 'integer', minimum: 1 },
        rate: { type: 'number', default: 0.1 },
        kind: { enum: ['svc', 'forest'] },
        name: { type: 'string', pattern: '^(a+)+$' },
      },
    },
  };

  it('get defaults and are not converted', () => {
    expect(
      planOf({ spec, run: { parameters: { epochs: 3 } } }).parameters,
    ).toEqual({ epochs: 3, rate: 0.1 });
  });

  it.each([
    [{}, ['epochs'], 'parameter "epochs" is missing'],
    [
      { epochs: '3' },
      ['epochs'],
      'parameter "epochs" is "3"; it must be a whole number',
    ],
    [
      { epochs: 1.5 },
      ['epochs'],
      'parameter "epochs" is 1.5; it must be a whole number',
    ],
    [{ epochs: 0 }, ['epochs'], 'parameter "epochs" is 0; it must be >= 1'],
    [
      { epochs: 1, kind: 'x' },
      ['kind'],
      'parameter "kind" is "x"; it must be one of "svc", "forest"',
    ],
    [{ epochs: 1, name: 'b' }, ['name'], 'must match pattern'],
    [
      { epochs: 1, x: 1 },
      ['x'],
      'there is no parameter "x": known are epochs, rate, kind, name',
    ],
  ])(
    'refuse %j by name, value and expectation',
    (parameters, path, message) => {
      expect(problemsOf({ spec, run: { parameters } })).toEqual([
        {
          path: ['parameters', ...path],
          message: expect.stringContaining(message),
        },
      ]);
    },
  );

  it('refuse more than a form can hold', () => {
    const parameters = {
      epochs: 1,
      kind: Array.from({ length: 10_000 }, () => 1),
    };
    expect(problemsOf({ spec, run: { parameters } })[0].message).toContain(
      'hold too much',
    );
  });

  it.each([
    [{ type: 'array' }, 'must be of type: object'],
    [{ properties: { a: { $ref: '#' } } }, 'must not use "$ref"'],
    [{ $async: true }, 'must not use "$async"'],
    [{ properties: { a: { type: 'nonsense' } } }, 'is not valid'],
    [{ properties: { a: { pattern: '(' } } }, 'is not valid'],
    [{ properties: { a: { pattern: '(?=a)' } } }, 'cannot look ahead'],
    [
      JSON.parse('{"properties":{"__proto__":{"default":1}}}'),
      'must not use "__proto__"',
    ],
  ])('refuse the schema %j', (parameters, message) => {
    expect(problemsOf({ spec: { parameters } })).toEqual([
      { path: ['parameters'], message: expect.stringContaining(message) },
    ]);
  });

  it('cannot reach what objects inherit', () => {
    const inner = { properties: { polluted: { default: 1 } } };
    const parameters = {
      properties: {
        a: {
          default: {},
          properties: { constructor: { properties: { prototype: inner } } },
        },
      },
    };
    expect(
      problemsOf({ spec: { parameters }, run: { parameters: { a: {} } } }),
    ).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
