import type { WorkloadId } from '@mlops/plugin-mlops-common';
import { NEW_WORKLOAD_PROGRESS } from './WorkloadProgress';
import { workloadEvent } from './workloadEvent';

const id = '01jd0000000000000000000000' as WorkloadId;

describe('workloadEvent', () => {
  it('tells what others may know, and nothing that only the engine does', () => {
    const progress = {
      ...NEW_WORKLOAD_PROGRESS,
      revision: 7,
      status: 'ready' as const,
      starts: 3,
      startedAt: 1,
      readyAt: 2,
      own: 'secret',
    };
    expect(workloadEvent(id, progress, 5)).toEqual({
      type: 'workload',
      at: 5,
      workloadId: id,
      revision: 7,
      status: 'ready',
      reason: null,
      restarts: 2,
      startedAt: 1,
      readyAt: 2,
      finishedAt: null,
      exitCode: null,
      peak: null,
      logGaps: [],
    });
  });

  it('counts no restart before the first start', () => {
    expect(workloadEvent(id, NEW_WORKLOAD_PROGRESS, 5).restarts).toBe(0);
  });
});
