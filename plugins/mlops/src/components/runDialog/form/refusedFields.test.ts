import { refusedFields } from './refusedFields';

describe('refusedFields', () => {
  it('puts each problem beside its field and leaves out what is about none', () => {
    const refused = refusedFields([
      { path: ['parameters', 'folds'], message: 'too few' },
      { path: ['parameters', 'models', 1], message: 'unknown' },
      { path: ['parameters'], message: 'too much' },
      { path: ['tasks', 0, 'template'], message: 'gone' },
    ]);
    expect(refused).toEqual({
      folds: { __errors: ['too few'] },
      models: { 1: { __errors: ['unknown'] } },
    });
  });
});
