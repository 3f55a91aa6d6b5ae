import { textOf, typed, withSetting } from './expandText';

const before = textOf({ org: 'research', area: 'north' });

describe('settings as text', () => {
  it('change in both ways of looking at them', () => {
    const changed = withSetting(before, 'cluster', 'beta');
    expect(JSON.parse(changed.text)).toEqual({
      org: 'research',
      area: 'north',
      cluster: 'beta',
    });
    expect(typed(changed, '{"org": "public"}').expand).toEqual({
      org: 'public',
    });
  });

  it('lose a setting that was emptied, and keep what they do not know', () => {
    expect(withSetting(before, 'org', '').expand).toEqual({ area: 'north' });
  });

  it.each(['{', '[]', '{"org": 3}', 'null'])(
    'keep the last right value while %s is typed',
    text => {
      const now = typed(before, text);
      expect(now.text).toBe(text);
      expect(now.expand).toEqual(before.expand);
      expect(now.error).not.toBeNull();
    },
  );

  it('say in a line what is wrong', () => {
    expect(typed(before, '{"org": 3}').error).toBe(
      'org: Invalid input: expected string, received number',
    );
  });
});
