import { aCompileInput, aTask } from '../__testUtils__/compileInput';
import { compile } from './compile';
import { compileDefinition } from './compileDefinition';

function withParameter(
  epochs: Record<string, unknown>,
  tasks = [aTask({ env: { EPOCHS: '{{ params.epochs }}' } })],
) {
  return aCompileInput({
    spec: {
      parameters: {
        type: 'object',
        required: ['epochs'],
        properties: { epochs, rate: { type: 'number', default: 0.1 } },
      },
      tasks,
    },
  });
}

function parametersOf(epochs: Record<string, unknown>) {
  const compiled = compileDefinition(withParameter(epochs));
  return compiled.ok ? compiled.value?.parameters : compiled.problems;
}

describe('compileDefinition', () => {
  it('is what a run does where nothing must be given', () => {
    const input = aCompileInput();
    expect(compileDefinition(input)).toEqual(compile(input));
  });

  it.each([
    [{ type: 'integer', examples: [3, 4] }, 3],
    [{ enum: [5, 6] }, 5],
    [{ const: 7 }, 7],
    [{ type: 'integer', default: 8, examples: [3] }, 8],
  ])('stands with an example of %j', (schema, value) => {
    expect(parametersOf(schema)).toEqual({ epochs: value, rate: 0.1 });
  });

  it('takes a value that is given before any example', () => {
    const input = withParameter({ type: 'integer', examples: [3] });
    const compiled = compileDefinition({
      ...input,
      run: { ...input.run, parameters: { epochs: 9 } },
    });
    expect(compiled.ok && compiled.value?.parameters.epochs).toBe(9);
  });

  it('says nothing about tasks where only a run knows the value', () => {
    expect(compileDefinition(withParameter({ type: 'integer' }))).toEqual({
      ok: true,
      value: null,
    });
  });

  it('still refuses what no value can mend', () => {
    const cycle = [
      aTask({ name: 'a', dependsOn: ['b'] }),
      aTask({ name: 'b', dependsOn: ['a'] }),
    ];
    const compiled = compileDefinition(
      withParameter({ type: 'integer' }, cycle),
    );
    expect(compiled).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('a') }],
    });
    const unknown = [aTask({ template: 'gone' })];
    expect(
      compileDefinition(withParameter({ type: 'integer' }, unknown)).ok,
    ).toBe(false);
  });

  it('refuses examples and values that the schema does not allow', () => {
    expect(parametersOf({ type: 'integer', examples: ['three'] })).toEqual([
      {
        path: ['parameters', 'epochs'],
        message: 'parameter "epochs" is "three"; it must be a whole number',
      },
    ]);
    const input = withParameter({ type: 'integer' });
    expect(
      compileDefinition({
        ...input,
        run: { ...input.run, parameters: { rate: 'fast' } },
      }).ok,
    ).toBe(false);
  });
});
