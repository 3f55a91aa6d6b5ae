import { NO_QUOTA, NOTHING_HELD } from '@mlops/plugin-mlops-common';
import { quotaLines } from './quotaLines';

describe('quotaLines', () => {
  it('are the bounds that there are, with what is used of them', () => {
    const lines = quotaLines({
      quota: { ...NO_QUOTA, cpuMillicores: 4000, diskBytes: 16e9 },
      isDefault: false,
      held: { ...NOTHING_HELD, cpuMillicores: 1500, diskBytes: 17_250_000_123 },
    });
    expect(
      lines.map(({ kind, text, share }) => [kind, text.held, text.most, share]),
    ).toEqual([
      ['cpuMillicores', '1.5', '4', 0.375],
      ['diskBytes', '17.3G', '16G', 1],
    ]);
  });

  it('are full where nothing is allowed', () => {
    const [{ share }] = quotaLines({
      quota: { ...NO_QUOTA, tasks: 0 },
      isDefault: false,
      held: { ...NOTHING_HELD, diskBytes: 0 },
    });
    expect(share).toBe(1);
  });
});
