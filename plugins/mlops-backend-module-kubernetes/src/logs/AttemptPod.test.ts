import { OnePod, RUN } from '../__testUtils__/OnePod';
import type { ObservedPod } from '../state/ObservedPod';
import { attemptPodOf } from './AttemptPod';

const { pod } = new OnePod();
const withStatus = (status: ObservedPod['status']) =>
  attemptPodOf({ ...pod, status });

describe('attemptPodOf', () => {
  it('reads which attempt it is, and that the executor says when it begins', () => {
    expect(attemptPodOf(pod)).toMatchObject({
      runId: RUN,
      task: 'task',
      attempt: 1,
      executor: 'telling',
    });
    const [main] = pod.spec?.containers ?? [];
    const quiet = { ...main, command: ['argoexec', '--loglevel', 'error'] };
    expect(
      attemptPodOf({ ...pod, spec: { containers: [quiet] } })?.executor,
    ).toBe('quiet');
    expect(
      attemptPodOf({ ...pod, metadata: { ...pod.metadata, annotations: {} } }),
    ).toBeUndefined();
  });

  it('tells how far the log is from what the container does, while others may go on', () => {
    const of = (state: object, phase = 'Running') => {
      const { hasStarted, hasEnded, isOver } =
        withStatus({ phase, containerStatuses: [{ name: 'main', state }] }) ??
        {};
      return [hasStarted, hasEnded, isOver];
    };
    expect(withStatus(undefined)?.hasStarted).toBe(false);
    expect(of({ waiting: {} }, 'Pending')).toEqual([false, false, false]);
    expect(of({ running: {} })).toEqual([true, false, false]);
    expect(of({ terminated: {} })).toEqual([true, true, false]);
    expect(of({ terminated: {} }, 'Succeeded')).toEqual([true, true, true]);
    expect(of({ waiting: {} }, 'Failed')).toEqual([true, true, true]);
  });

  it('knows a machine that is lost by what its controllers say', () => {
    const lost = (type: string, status: string, reason?: string) =>
      withStatus({ conditions: [{ type, status, reason }] })?.isNodeLost;
    expect(lost('Ready', 'False')).toBe(true);
    expect(lost('Ready', 'False', 'PodCompleted')).toBe(false);
    expect(lost('Ready', 'True')).toBe(false);
    expect(lost('DisruptionTarget', 'True', 'DeletionByPodGC')).toBe(true);
    expect(lost('DisruptionTarget', 'True', 'EvictionByEvictionAPI')).toBe(
      false,
    );
  });
});
