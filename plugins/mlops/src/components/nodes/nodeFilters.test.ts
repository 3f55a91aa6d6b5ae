import {
  isNodeFiltered,
  nodesQuestion,
  NO_NODE_FILTERS,
  readNodeFilters,
  writeNodeFilters,
} from './nodeFilters';

describe('filters of nodes', () => {
  const filters = {
    ...NO_NODE_FILTERS,
    search: 'gpu',
    role: ['cpu' as const, 'train' as const],
    order: 'memory' as const,
  };

  it('are kept by the address, beside what else is in it', () => {
    const written = writeNodeFilters(new URLSearchParams('node=a/b'), filters);
    expect(String(written)).toBe(
      'node=a%2Fb&search=gpu&role=cpu&role=train&order=memory',
    );
    expect(readNodeFilters(written)).toEqual(filters);
    expect(String(writeNodeFilters(written, NO_NODE_FILTERS))).toBe(
      'node=a%2Fb',
    );
  });

  it('are none where an address holds what nobody could have chosen', () => {
    const query = new URLSearchParams('state=broken&role=root&order=up');
    expect(readNodeFilters(query)).toEqual(NO_NODE_FILTERS);
  });

  it('are asked for without what lets everything through', () => {
    expect(nodesQuestion(NO_NODE_FILTERS)).toEqual({});
    expect(nodesQuestion(filters)).toEqual({
      search: 'gpu',
      role: ['cpu', 'train'],
      order: 'memory',
    });
  });

  it('hide something, which an order does not', () => {
    expect(isNodeFiltered({ ...NO_NODE_FILTERS, order: 'cpu' })).toBe(false);
    expect(isNodeFiltered({ ...NO_NODE_FILTERS, org: 'a' })).toBe(true);
  });
});
