import fc from 'fast-check';
import { NO_QUOTA, type Quota } from './Quota';
import { formatQuota, parseQuota, quotaTextSchema } from './quotaText';

const quotas: fc.Arbitrary<Quota> = fc.record({
  tasks: fc.option(fc.nat(999_999)),
  cpuMillicores: fc.option(fc.integer({ min: 1, max: 10_000_000 })),
  memoryBytes: fc.option(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  gpus: fc.option(
    fc.oneof(
      fc.nat(1024),
      fc.nat(99).map(hundredths => hundredths / 100),
    ),
  ),
  diskBytes: fc.option(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
});

describe('parseQuota', () => {
  it('reads what formatQuota writes', () => {
    fc.assert(
      fc.property(quotas, quota => {
        expect(parseQuota(formatQuota(quota))).toEqual({
          ok: true,
          value: quota,
        });
      }),
    );
  });

  it('takes numbers as YAML has them, and nothing for no bound', () => {
    const written = quotaTextSchema.parse({ cpu: 8, memory: '32G', gpu: ' ' });
    expect(parseQuota(written)).toEqual({
      ok: true,
      value: { ...NO_QUOTA, cpuMillicores: 8000, memoryBytes: 32e9 },
    });
  });

  it.each([
    [{ tasks: '1.5' }, 'tasks: "1.5" is not a whole number of tasks'],
    [{ cpu: '1~2' }, 'cpu: a quota is one number, not a range'],
    [{ memory: '32' }, 'memory: "32" needs a unit, such as 32G or 32M'],
    [{ gpu: '1(V100)' }, 'gpu: a quota counts GPUs of every type: write 2'],
    [{ disk: 'much' }, 'disk: "much" is not an amount of memory'],
  ])('refuses %j', (written, message) => {
    const quota = parseQuota(written);
    expect(quota.ok ? [] : quota.problems).toEqual([
      { path: Object.keys(written), message: expect.stringContaining(message) },
    ]);
  });
});
