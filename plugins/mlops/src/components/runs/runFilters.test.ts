import { durationBar } from './durationBar';
import {
  formatRunFilters,
  isFiltered,
  parseRunFilters,
  runQuery,
  type RunFilters,
} from './runFilters';

const all: RunFilters = {
  status: ['running', 'failed'],
  project: ['vision', 'ads'],
  trigger: ['manual'],
  name: 'dig',
  createdBy: 'user:default/alice',
  pipeline: '01jnspp000000000000000dgts',
  period: '24h',
  from: '',
  to: '',
};

describe('runFilters', () => {
  it('reads back from an address what it wrote', () => {
    const search = formatRunFilters(all, new URLSearchParams());
    expect(parseRunFilters(search)).toEqual(all);
  });

  it('takes no notice of unknown words', () => {
    const filters = parseRunFilters(
      new URLSearchParams('status=burning&since=1y'),
    );
    expect(isFiltered(filters)).toBe(false);
  });

  it('keeps what others put into the address', () => {
    const none = parseRunFilters(new URLSearchParams());
    expect(
      formatRunFilters(none, new URLSearchParams('tab=runs&name=x')).toString(),
    ).toBe('tab=runs');
  });

  it('asks the API only for what is filtered', () => {
    const now = Date.parse('2026-03-02T10:00:00.000Z');
    expect(runQuery(parseRunFilters(new URLSearchParams()), now)).toEqual({});
    expect(runQuery(all, now)).toEqual({
      status: ['running', 'failed'],
      project: ['vision', 'ads'],
      trigger: ['manual'],
      name: 'dig',
      createdBy: 'user:default/alice',
      pipeline: '01jnspp000000000000000dgts',
      createdAfter: '2026-03-01T10:00:00.000Z',
    });
  });

  it('asks for whole days of the person, the last one included', () => {
    const days = parseRunFilters(
      new URLSearchParams('from=2026-03-01&to=2026-03-02'),
    );
    expect(runQuery(days, 0)).toEqual({
      createdAfter: new Date(2026, 2, 1).toISOString(),
      createdBefore: new Date(2026, 2, 3).toISOString(),
    });
    expect(runQuery({ ...days, period: '1h' }, 0)).not.toHaveProperty(
      'createdBefore',
    );
    expect(isFiltered(parseRunFilters(new URLSearchParams('from=soon')))).toBe(
      false,
    );
  });
});

describe('durationBar', () => {
  it('ends in the middle for a usual run and is full for a very long one', () => {
    expect(durationBar(10_000, 10_000)).toMatchObject({
      share: 0.5,
      slow: false,
    });
    expect(durationBar(90_000, 10_000)).toMatchObject({ share: 1, slow: true });
    expect(durationBar(90_000, null)).toBeNull();
  });
});
