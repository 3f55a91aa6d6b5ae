import fc from 'fast-check';
import { hostileText } from '../../__testUtils__/arbitraries';
import { assertTotal } from '../../__testUtils__/assertTotal';
import { evaluateTemplate } from './evaluateTemplate';
import { formatTemplateText, parseTemplateText } from './parseTemplateText';
import type { TemplateScope } from './TemplateScope';
import {
  TEMPLATE_FILTERS,
  type TemplateFilterName,
  type TemplateText,
} from './TemplateText';

const scope: TemplateScope = {
  names: {
    run: { id: '01jd', number: 7, date: '2026-11-24T23:30:00.000+01:00' },
    params: {
      epochs: 3,
      zero: 0,
      off: false,
      nothing: undefined,
      empty: null,
      list: ['a', 'b'],
      nested: { rate: 0.1 },
      evil: '{{ run.id }}',
      Mixed: 'aB',
    },
  },
  refuseOutput: task => (task === 'load' ? null : `there is no task "${task}"`),
};

function evaluate(text: string, within = scope) {
  const template = parseTemplateText(text);
  return template.ok ? evaluateTemplate(template.value, within) : template;
}

describe('a template text', () => {
  it.each([
    ['plain } } text', 'plain } } text'],
    ['', ''],
    ['run {{ run.id }} of {{run.number}}', 'run 01jd of 7'],
    ["{{ '{{' }} literal }}", '{{ literal }}'],
    ["{{ 'it\\'s' }} {{ \"a\\n\" }}", "it's a\n"],
    ['{{ params.epochs }}', 3],
    ['{{ params.zero }}', 0],
    ['{{ params.off }}', false],
    ['{{ params.list }}', ['a', 'b']],
    ['{{ params.list.1 }}', 'b'],
    ['{{ params.nested.rate }}', 0.1],
    ['x{{ params.nested }}', 'x{"rate":0.1}'],
    ["{{ params['epochs'] }}", 3],
    ['{{ params.nothing }}', undefined],
    ['{{ params.nothing.deeper }}', undefined],
    ["{{ params.nothing | default('none') }}", 'none'],
    ["{{ params.empty | default('none') }}", 'none'],
    ["{{ params.zero | default('none') }}", 0],
    ["{{ run.date | date('yyyy-MM-dd') }}", '2026-11-24'],
    ["{{ run.date | date('HH:mm ZZ') }}", '23:30 +01:00'],
    ['{{ run.date | date }}', '2026-11-24'],
    ['{{ params.Mixed | upper }}{{ params.Mixed | lower }}', 'ABab'],
    ['{{ params.Mixed | upper | json }}', '"AB"'],
  ])('%s', (text, value) => {
    expect(evaluate(text)).toEqual({
      ok: true,
      value: { kind: 'value', value },
    });
  });

  it('does not evaluate what was put in', () => {
    expect(evaluate('<{{ params.evil }}>')).toEqual({
      ok: true,
      value: { kind: 'value', value: '<{{ run.id }}>' },
    });
  });

  it('keeps outputs of upstream tasks for the engine', () => {
    expect(
      evaluate(
        "rows={{ tasks.load.outputs.rows | default('0') }} {{ run.id }}",
      ),
    ).toEqual({
      ok: true,
      value: {
        kind: 'waiting',
        text: {
          parts: [
            'rows=',
            { task: 'load', output: 'rows', filters: ["default('0')"] },
            ' 01jd',
          ],
        },
      },
    });
  });

  it.each([
    [
      'a {{ run.x }}',
      2,
      'run.x is unknown: known are run.id, run.number, run.date',
    ],
    ['{{ x }}', 0, 'x is unknown: known are run, params, tasks'],
    ['{{ run }}', 0, 'run is a group of names'],
    ['{{ params.__proto__ }}', 0, 'params.__proto__ is unknown'],
    ['{{ params.constructor.name }}', 0, 'params.constructor is unknown'],
    ['{{ __proto__.x }}', 0, '__proto__ is unknown'],
    ['{{ params.list.length }}', 0, 'params.list.length is unknown'],
    ['{{ params.list.map }}', 0, 'params.list.map is unknown'],
    ['{{ run.id.length }}', 0, 'run.id.length is unknown'],
    ['x {{ params.nothing }}', 2, 'has no value here'],
    ['{{ tasks.other.outputs.x }}', 0, 'there is no task "other"'],
    ['{{ tasks.load }}', 0, 'write tasks.<task>.outputs.<name>'],
    ['{{ tasks.load.state.x }}', 0, 'write tasks.<task>.outputs.<name>'],
    ["{{ params.Mixed | date('yyyy') }}", 0, 'is not an instant'],
    ['{{', 2, 'a name must stand here'],
    ['{{ }}', 3, 'a name must stand here'],
    ['{{ run.id', 9, 'must end here'],
    ['{{ run.id }', 10, 'must end here'],
    ['{{ run.id() }}', 9, 'must end here'],
    ['{{ 1 + 1 }}', 5, 'must end here'],
    ['{{ run.id | shell }}', 12, '"shell" is not a filter: use date, default'],
    ['{{ run.id | default }}', 12, 'default needs the text'],
    ["{{ run.id | lower('x') }}", 12, 'takes nothing in brackets'],
    ['{{ run.id | date(x) }}', 17, 'a filter takes one text'],
    ["{{ 'open }}", 3, 'is never closed'],
    ["{{ '\\x' }}", 4, 'means nothing'],
    ['{{ run[id] }}', 7, 'brackets hold one text'],
  ])('refuses %s', (text, position, message) => {
    expect(evaluate(text)).toEqual({
      ok: false,
      position,
      message: expect.stringContaining(message),
    });
  });

  it('refuses outputs where values must be known before the run', () => {
    expect(
      evaluate('{{ tasks.load.outputs.x }}', { names: scope.names }),
    ).toMatchObject({ ok: false, message: expect.stringContaining('before') });
  });
});

const filter = fc
  .constantFrom(...TEMPLATE_FILTERS)
  .chain(name =>
    fc.record({ name: fc.constant(name), argument: argumentOf(name) }),
  );

function argumentOf(name: TemplateFilterName): fc.Arbitrary<string | null> {
  if (name === 'default') return fc.string();
  return name === 'date' ? fc.option(fc.string()) : fc.constant(null);
}

const expression = fc.record({
  source: fc.oneof(
    fc.record({ kind: fc.constant('text' as const), value: fc.string() }),
    fc
      .tuple(fc.stringMatching(/^[A-Za-z0-9_-]+$/), fc.array(fc.string()))
      .map(([first, rest]) => ({
        kind: 'name' as const,
        segments: [first, ...rest],
      })),
  ),
  filters: fc.array(filter, { maxLength: 3 }),
  position: fc.constant(0),
});
const plain = fc.string({ minLength: 1 }).filter(text => !text.includes('{'));

/** Neighbouring pieces of plain text would be read as one. */
const template = fc.array(fc.tuple(fc.option(plain), expression)).chain(pairs =>
  fc.option(plain).map(last => ({
    parts: [...pairs.flat(), last].filter(part => part !== null),
  })),
);

function withoutPositions({ parts }: TemplateText) {
  return parts.map(part =>
    typeof part === 'string' ? part : { ...part, position: 0 },
  );
}

describe('parseTemplateText', () => {
  it('reads what formatTemplateText writes', () => {
    fc.assert(
      fc.property(template, written => {
        const read = parseTemplateText(formatTemplateText(written));
        expect(read.ok && withoutPositions(read.value)).toEqual(
          withoutPositions(written),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves every text without braces alone', () => {
    fc.assert(
      fc.property(
        hostileText.filter(text => !text.includes('{{')),
        text => {
          expect(evaluate(text)).toEqual({
            ok: true,
            value: { kind: 'value', value: text },
          });
        },
      ),
    );
  });

  it('never throws and always says where', () => {
    expect(() => assertTotal(parseTemplateText)).not.toThrow();
    expect(() => assertTotal(text => evaluate(text))).not.toThrow();
  });
});
