import type { PodWarning } from '../state/explainPod';
import type { ObservedPod } from '../state/ObservedPod';
import { PodWarnings } from './PodWarnings';

const aPod = (uid: string) => ({ metadata: { uid } } as ObservedPod);
const missing = { reason: 'FailedMount', message: 'there is no such volume' };

describe('PodWarnings', () => {
  let now = 0;
  let looks = 0;
  let warning: PodWarning | undefined;
  const warnings = () =>
    new PodWarnings(
      {
        warning: async () => {
          looks += 1;
          return warning;
        },
      },
      () => now,
    );
  beforeEach(() => {
    now = 0;
    looks = 0;
    warning = undefined;
  });

  it('looks every five seconds, and tells what is new', async () => {
    const some = warnings();
    expect(await some.look(aPod('a'))).toBe(false);
    warning = missing;
    now = 4_999;
    expect(await some.look(aPod('a'))).toBe(false);
    expect([looks, some.lookAt]).toEqual([1, 5_000]);
    now = 5_000;
    expect(await some.look(aPod('a'))).toBe(true);
    expect(some.of(aPod('a'))).toEqual(missing);
    now = 10_000;
    expect(await some.look(aPod('a'))).toBe(false);
    expect(looks).toBe(3);
  });

  it('says nothing of one pod that was said of another', async () => {
    const some = warnings();
    warning = missing;
    await some.look(aPod('a'));
    expect(some.of(aPod('b'))).toBeUndefined();
  });
});
