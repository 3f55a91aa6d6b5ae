import { isSamePlace } from './isSamePlace';

const at = (pathname: string, search = '') => ({ pathname, search });
const choices = ['tab', 'role'];

describe('isSamePlace', () => {
  it('is the same page with the same choices, whatever is searched for', () => {
    expect(
      isSamePlace(
        at('/security', '?role=dev'),
        at('/security', '?search=x&role=dev'),
        choices,
      ),
    ).toBe(true);
  });

  it.each([
    ['another page', at('/runs', '?role=dev')],
    ['another choice', at('/security', '?role=ops')],
    ['no choice', at('/security')],
    ['one more choice', at('/security', '?role=dev&tab=audit')],
  ])('is not %s', (_, other) => {
    expect(isSamePlace(at('/security', '?role=dev'), other, choices)).toBe(
      false,
    );
  });
});
