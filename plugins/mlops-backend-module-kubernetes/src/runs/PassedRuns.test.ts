import type { RunId } from '@mlops/plugin-mlops-common';
import { PassedRuns } from './PassedRuns';

const run = 'r' as RunId;

describe('PassedRuns', () => {
  it('knows a run by its id and by the uid of its workflow, until that is gone', () => {
    const passed = new PassedRuns();
    passed.add('u', run);
    expect([passed.has('u'), passed.hasRun(run)]).toEqual([true, true]);
    passed.delete('another');
    expect(passed.has('u')).toBe(true);
    passed.delete('u');
    expect([passed.has('u'), passed.hasRun(run)]).toEqual([false, false]);
  });

  it('forgets workflows that went while nobody could tell', () => {
    const passed = new PassedRuns();
    passed.add('u', run);
    passed.add('v', 's' as RunId);
    passed.keepOnly(new Set(['v']));
    expect([passed.hasRun(run), passed.hasRun('s' as RunId)]).toEqual([
      false,
      true,
    ]);
  });
});
