import { readFilters, writeFilters } from './pipelineFilters';

describe('filters of pipelines', () => {
  it('are restored from the address that they wrote', () => {
    const filters = {
      search: 'a&b=c',
      project: ['vision', 'ads'],
      owner: 'user:default/alice',
      sort: '-updatedAt' as const,
    };
    expect(
      readFilters(new URLSearchParams(writeFilters(filters).toString())),
    ).toEqual(filters);
  });

  it('leave the address bare when nothing is filtered', () => {
    expect(writeFilters(readFilters(new URLSearchParams())).toString()).toBe(
      '',
    );
  });

  it('take an unknown order for the usual one', () => {
    expect(readFilters(new URLSearchParams('sort=size')).sort).toBe('name');
  });
});
