import type { ContainerStatus, PodStatus } from '../state/ObservedPod';
import { aWorkload } from '@mlops/plugin-mlops-node';
import { startOf } from './startOf';

const plan = aWorkload({
  argv: ['x'],
  runtime: { kind: 'process', python: null },
  ports: [
    { name: 'http', protocol: 'http', listen: { kind: 'tcp', number: 1 } },
  ],
});
const metadata = { name: 'p', namespace: 'n', uid: 'u', resourceVersion: '1' };
const AT = '2026-11-25T23:40:40Z';

function started(status: PodStatus, state: ContainerStatus['state'] = {}) {
  const containerStatuses = [{ name: 'main', image: 'i', state }];
  return startOf(
    {
      metadata,
      spec: { nodeName: 'node-1' },
      status: { containerStatuses, ...status },
    },
    plan,
  );
}

describe('startOf', () => {
  it('waits as long as nothing is executed, with the reason', () => {
    expect(startOf({ metadata }, plan)).toEqual({
      kind: 'waiting',
      reason: null,
    });
    const message = '0/3 nodes are available: 3 Insufficient memory.';
    const conditions = [{ type: 'PodScheduled', status: 'False', message }];
    expect(started({ phase: 'Pending', conditions })).toMatchObject({
      kind: 'waiting',
      reason: expect.stringMatching(/^no machine takes it: 3 machines/),
    });
    const waiting = (reason: string) => ({ waiting: { reason, message: 'a' } });
    expect(started({}, waiting('ImagePullBackOff'))).toMatchObject({
      kind: 'waiting',
      reason: expect.stringMatching(/^its image "i" cannot be pulled/),
    });
    expect(started({}, waiting('CreateContainerConfigError'))).toMatchObject({
      reason: 'it cannot be started: a',
    });
    expect(started({}, waiting('ContainerCreating'))).toEqual({
      kind: 'waiting',
      reason: null,
    });
  });

  it('says what only a warning tells', () => {
    const warning = {
      reason: 'FailedMount',
      message: 'claim "a" is not there',
    };
    expect(startOf({ metadata }, plan, warning)).toEqual({
      kind: 'waiting',
      reason: 'a volume cannot be mounted: claim "a" is not there',
    });
  });

  it('runs while its program does, also when its time is over', () => {
    const running = { running: { startedAt: AT } };
    const since = Date.parse(AT);
    expect(started({ phase: 'Running' }, running)).toEqual({
      kind: 'running',
      since,
      reason: null,
    });
    expect(
      started({ phase: 'Failed', reason: 'DeadlineExceeded' }, running),
    ).toMatchObject({ kind: 'running' });
  });

  it('says that its machine does not answer', () => {
    const ready = { type: 'Ready', status: 'False', lastTransitionTime: AT };
    const running = { running: { startedAt: AT } };
    expect(started({ conditions: [ready] }, running)).toMatchObject({
      reason: expect.stringMatching(/^its machine "node-1" does not answer/),
    });
    const own = { ...ready, reason: 'ContainersNotReady' };
    expect(started({ conditions: [own] }, running)).toMatchObject({
      reason: null,
    });
  });

  it('is over with its program, with exit code and cause', () => {
    const times = { startedAt: AT, finishedAt: AT };
    const at = Date.parse(AT);
    expect(
      started(
        { phase: 'Failed' },
        { terminated: { exitCode: 7, reason: 'Error', ...times } },
      ),
    ).toEqual({
      kind: 'over',
      exit: {
        exitCode: 7,
        cause: null,
        detail: null,
        startedAt: at,
        finishedAt: at,
      },
    });
    expect(
      started(
        { phase: 'Failed' },
        { terminated: { exitCode: 137, reason: 'OOMKilled', ...times } },
      ),
    ).toMatchObject({ exit: { exitCode: 137, cause: 'OOMKilled' } });
  });

  it('is over where nothing was ever executed', () => {
    const message = 'The node was low on resource: memory.';
    expect(
      startOf(
        { metadata, status: { phase: 'Failed', reason: 'Evicted', message } },
        plan,
      ),
    ).toEqual({
      kind: 'over',
      exit: {
        exitCode: null,
        cause: 'Evicted',
        detail: message,
        startedAt: null,
        finishedAt: null,
      },
    });
  });

  it('takes the year 1 and the epoch for no time', () => {
    const terminated = {
      exitCode: 1,
      startedAt: null,
      finishedAt: '1970-01-01T00:00:00Z',
    };
    expect(started({ phase: 'Failed' }, { terminated })).toMatchObject({
      exit: { startedAt: null, finishedAt: null },
    });
  });
});
