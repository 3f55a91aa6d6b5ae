import { uiSchemaOf } from './uiSchemaOf';

describe('uiSchemaOf', () => {
  it('takes the words of the form from beside what they are about', () => {
    expect(
      uiSchemaOf({
        type: 'object',
        properties: {
          note: {
            type: 'string',
            'ui:widget': 'textarea',
            'ui:placeholder': 'Why?',
            'ui:help': 'Shown on the run',
          },
          seed: { type: 'integer' },
        },
      }),
    ).toEqual({
      note: {
        'ui:widget': 'textarea',
        'ui:placeholder': 'Why?',
        'ui:help': 'Shown on the run',
      },
      seed: {},
    });
  });

  it('finds them in entries of lists and in branches', () => {
    const note = { type: 'string', 'ui:widget': 'textarea' };
    const words = { 'ui:widget': 'textarea' };
    expect(
      uiSchemaOf({
        properties: { notes: { type: 'array', items: note } },
        then: { properties: { why: note } },
        allOf: [{ properties: { more: note } }],
        dependencies: { notes: { properties: { last: note } } },
      }),
    ).toEqual({
      notes: { items: words },
      why: words,
      more: words,
      last: words,
    });
  });

  it.each([
    ['an input that does not exist', { type: 'string', 'ui:widget': 'magic' }],
    ['text for a number', { type: 'number', 'ui:widget': 'textarea' }],
    ['a choice without choices', { type: 'string', 'ui:widget': 'radio' }],
    ['a field of its own', { type: 'string', 'ui:field': 'OwnerPicker' }],
    ['an order that names nothing', { type: 'object', 'ui:order': ['a'] }],
    ['what is no text', { type: 'string', 'ui:help': { toString: 1 } }],
  ])('leaves out %s', (_, schema) => {
    expect(uiSchemaOf(schema)).toEqual({});
  });
});
