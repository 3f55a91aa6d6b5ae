import { lineDifference } from './lineDifference';

const lines = (...texts: string[]) => `${texts.join('\n')}\n`;

describe('lineDifference', () => {
  it('says what goes and what comes, with what stands around it', () => {
    const shown = lineDifference(
      lines('a', 'b', 'c', 'd', 'e', 'f', 'cpu: 1', 'g'),
      lines('a', 'b', 'c', 'd', 'e', 'f', 'cpu: 2', 'g'),
    );
    expect(shown).toEqual([
      { kind: 'left', count: 3 },
      { kind: 'same', text: 'd' },
      { kind: 'same', text: 'e' },
      { kind: 'same', text: 'f' },
      { kind: 'removed', text: 'cpu: 1' },
      { kind: 'added', text: 'cpu: 2' },
      { kind: 'same', text: 'g' },
    ]);
  });

  it('is empty for equal texts, and all of a text that is new', () => {
    expect(lineDifference('a\n', 'a\n')).toEqual([]);
    expect(lineDifference('', lines('a', '', 'b'))).toEqual([
      { kind: 'added', text: 'a' },
      { kind: 'added', text: '' },
      { kind: 'added', text: 'b' },
    ]);
  });
});
