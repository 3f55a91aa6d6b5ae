import { amountPair, amountsLine, amountText } from './amounts';

const nothing = { cpuMillicores: 0, memoryBytes: 0, gpus: 0, pods: 1 };

describe('amounts', () => {
  it.each([
    ['cpu', 15_500, '15.5'],
    ['cpu', 96_000, '96'],
    ['cpu', 50, '0.05'],
    ['cpu', -100, '0'],
    ['memory', 64 * 2 ** 30, '64 GiB'],
    ['gpu', 8, '8'],
  ] as const)('of %s say %d as %s', (kind, value, said) => {
    expect(amountText(kind, value)).toBe(said);
  });

  it('name a unit once where both have the same', () => {
    const gib = 2 ** 30;
    expect(amountPair('memory', 508 * gib, 512 * gib)).toEqual([
      '508',
      '512 GiB',
    ]);
    expect(amountPair('memory', gib / 2, 4 * gib)).toEqual([
      '512 MiB',
      '4.0 GiB',
    ]);
    expect(amountPair('cpu', 500, 2000)).toEqual(['0.5', '2']);
  });

  it('stand in a line, those that are nothing left out', () => {
    const wordOf = (kind: string) => kind.toUpperCase();
    expect(amountsLine(nothing, wordOf)).toBe('');
    expect(
      amountsLine({ ...nothing, cpuMillicores: 500, gpus: 2 }, wordOf),
    ).toBe('0.5 CPU · 2 GPU');
    expect(amountsLine({ ...nothing, memoryBytes: 2 ** 30 }, wordOf)).toBe(
      '1.0 GiB',
    );
  });
});
