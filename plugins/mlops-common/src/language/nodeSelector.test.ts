import fc from 'fast-check';
import { objectName } from '../__testUtils__/arbitraries';
import { assertTotal } from '../__testUtils__/assertTotal';
import { formatNodeSelector, parseNodeSelector } from './nodeSelector';

const part = fc.stringMatching(
  /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,8}[A-Za-z0-9])?$/,
);
const key = fc.oneof(
  part,
  fc.tuple(objectName, part).map(([domain, name]) => `${domain}/${name}`),
);

describe('parseNodeSelector', () => {
  it('reads labels with and without a domain', () => {
    expect(parseNodeSelector('gpu=true, example.org/zone = b ,org=')).toEqual({
      ok: true,
      value: { gpu: 'true', 'example.org/zone': 'b', org: '' },
    });
  });

  it.each([
    ['gpu', 0, 'is not a label'],
    ['a=1,a=2', 4, 'set twice'],
    ['-a=1', 0, 'name of a label'],
    ['__proto__=1', 0, 'name of a label'],
    ['a/b/c=1', 0, 'name of a label'],
    [`${'a'.repeat(64)}=1`, 0, 'name of a label'],
    ['a=b c', 1, 'value of a label'],
    ['a=-b', 1, 'value of a label'],
  ])('refuses %j', (text, position, message) => {
    expect(parseNodeSelector(text)).toEqual({
      ok: false,
      position,
      message: expect.stringContaining(message),
    });
  });

  it('reads what formatNodeSelector writes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(key, fc.oneof(part, fc.constant('')), {
          noNullPrototype: true,
        }),
        value => {
          expect(parseNodeSelector(formatNodeSelector(value))).toEqual({
            ok: true,
            value,
          });
        },
      ),
    );
  });

  it('never throws and always says where', () => {
    expect(() => assertTotal(parseNodeSelector)).not.toThrow();
  });
});
