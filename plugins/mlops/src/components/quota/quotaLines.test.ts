import { NO_QUOTA, NOTHING_HELD } from '@mlops/plugin-mlops-common';
import { quotaLines } from './quotaLines';

describe('quotaLines', () => {
  it('are the bounds that there are, with what is used of them', () => {
    const lines = quotaLines({
      quota: { ...NO_QUOTA, cpuMillicores: 4000, diskBytes: 2 ** 30 },
      isDefault: false,
      held: { ...NOTHING_HELD, cpuMillicores: 1500, diskBytes: 2 ** 31 },
    });
    expect(
      lines.map(({ kind, text, share }) => [kind, text.held, text.most, share]),
    ).toEqual([
      ['cpuMillicores', '1.5', '4', 0.375],
      ['diskBytes', '2.0 GiB', '1.0 GiB', 1],
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
