import type { OutputReference } from './ProgramPlan';
import { resolvePlanText } from './resolvePlanText';

const outputs: Record<string, unknown> = {
  rows: 1797,
  zero: 0,
  best: 'SVC',
  evil: '{{ run.id }} $(id)',
  list: [1, 'a'],
  nul: 'a\0b',
  nothing: null,
};

function resolve(...parts: Array<string | Partial<OutputReference>>) {
  return resolvePlanText(
    {
      parts: parts.map(part =>
        typeof part === 'string'
          ? part
          : { task: 'load', output: 'rows', filters: [], ...part },
      ),
    },
    (task, output) => (task === 'load' ? outputs[output] : undefined),
  );
}

describe('resolvePlanText', () => {
  it('leaves plain text as it is', () => {
    expect(resolvePlanText('{{ x }}', () => 'never')).toEqual({
      ok: true,
      value: '{{ x }}',
    });
  });

  it.each([
    [['n=', {}, ' rows'], 'n=1797 rows'],
    [[{ output: 'zero' }], '0'],
    [[{ output: 'list' }], '[1,"a"]'],
    [[{ output: 'best', filters: ['lower', 'json'] }], '"svc"'],
    [[{ output: 'gone', filters: ["default('x y')", 'upper'] }], 'X Y'],
    [[{ output: 'nothing', filters: ["default('')"] }], ''],
  ])('puts outputs into %j', (parts, value) => {
    expect(resolve(...parts)).toEqual({ ok: true, value });
  });

  it('does not evaluate what was put in', () => {
    expect(resolve('<', { output: 'evil' }, '>')).toEqual({
      ok: true,
      value: '<{{ run.id }} $(id)>',
    });
  });

  it.each([
    [
      { output: 'gone' },
      'tasks.load.outputs.gone }} has no value: task load left no output "gone"',
    ],
    [{ output: 'nothing' }, 'has no value'],
    [{ task: 'other' }, 'has no value'],
    [{ output: 'best', filters: ['date'] }, 'is not an instant'],
    [{ filters: ['shell'] }, 'is not a filter'],
    [{ output: 'nul' }, 'holds NUL'],
  ])('refuses %j', (part, message) => {
    expect(resolve(part)).toEqual({
      ok: false,
      problems: [{ path: [], message: expect.stringContaining(message) }],
    });
  });
});
