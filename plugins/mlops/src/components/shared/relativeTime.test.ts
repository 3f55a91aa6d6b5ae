import { relativeTime } from './relativeTime';

const NOW = Date.parse('2026-03-01T10:00:00.000Z');

describe('relativeTime', () => {
  it.each([
    ['2026-03-01T09:59:18.000Z', '42 seconds ago'],
    ['2026-03-01T09:01:00.000Z', '59 minutes ago'],
    ['2026-02-28T11:00:00.000Z', '23 hours ago'],
    ['2026-02-20T10:00:00.000Z', '9 days ago'],
    ['2025-12-20T10:00:00.000Z', '2 months ago'],
    ['2023-03-01T00:00:00.000Z', '3 years ago'],
    ['2026-03-01T10:05:00.000Z', 'in 5 minutes'],
  ])('says %s as %s', (instant, said) => {
    expect(relativeTime(Date.parse(instant), NOW, 'en')).toBe(said);
  });

  it('speaks the language of the page', () => {
    expect(relativeTime(NOW - 120_000, NOW, 'zh')).toBe('2分钟前');
  });
});
