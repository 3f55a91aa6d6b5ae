import { mockServices } from '@backstage/backend-test-utils';
import { aPlan, aTask, type EngineEvent } from '@mlops/plugin-mlops-node';
import type { ClusterClient, ClusterRequest } from '../cluster/ClusterClient';
import { ClusterFollower } from './ClusterFollower';
import { ClusterRuns } from './ClusterRuns';
import { Namespaces } from '../namespaces/Namespaces';
import { planConfigMap } from './planConfigMap';

const plan = aPlan(
  [aTask('load', { argv: ['x'], runtime: { kind: 'process', python: null } })],
  { namespace: 'n' },
);

/** An API server with one workflow and its plan, of which a test says what is listed and when the watch ends. */
class OneWorkflow implements ClusterClient {
  readonly name = 'alpha';
  isThere = true;
  /** How often its workflows were listed. */
  lists = 0;
  plansRead = 0;
  labels: Record<string, string> = {};
  endWatch: () => void = () => {};
  readonly #phase: string;

  constructor(phase: string) {
    this.#phase = phase;
  }

  async request<T>({ path }: ClusterRequest): Promise<T> {
    if (path.endsWith('/workflows')) this.lists += 1;
    if (path.includes('/configmaps/')) this.plansRead += 1;
    const answer = path.includes('/configmaps/')
      ? planConfigMap(plan, { namespace: 'n', proof: 'p' })
      : {
          metadata: { resourceVersion: '1' },
          items:
            this.isThere && path.endsWith('/workflows') ? [this.#one()] : [],
        };
    return answer as T;
  }

  async *stream({
    path,
    signal,
  }: {
    path: string;
    signal: AbortSignal;
  }): AsyncIterable<Uint8Array> {
    await new Promise<void>(resolve => {
      if (path.endsWith('/workflows')) this.endWatch = resolve;
      signal.addEventListener('abort', () => resolve());
    });
    if (signal.aborted) return;
    const object = { code: 410, reason: 'Expired', metadata: {} };
    yield Buffer.from(`${JSON.stringify({ type: 'ERROR', object })}\n`);
  }

  #one() {
    const at = '2026-11-25T23:40:40Z';
    const finishedAt = this.#phase === 'Running' ? null : at;
    return {
      metadata: {
        name: 'w',
        namespace: 'n',
        uid: 'u',
        resourceVersion: '1',
        labels: this.labels,
      },
      spec: {},
      status: {
        phase: this.#phase,
        startedAt: at,
        finishedAt,
        nodes: nodes(at),
      },
    };
  }
}

function nodes(at: string) {
  const times = { startedAt: at, finishedAt: at, phase: 'Succeeded' };
  return {
    a: {
      id: 'a',
      displayName: 'load',
      type: 'Retry',
      children: ['b'],
      ...times,
    },
    b: { id: 'b', displayName: 'load(0)', type: 'Pod', ...times },
  };
}

const nothing = async (): Promise<[]> => [];

function follow(
  list: () => Promise<[]>,
  options: { wanted?: ReadonlySet<typeof plan.runId>; phase?: string } = {},
) {
  const { wanted, phase = 'Succeeded' } = options;
  const client = new OneWorkflow(phase);
  const runs = new ClusterRuns({
    client,
    namespaces: new Namespaces(
      client,
      {
        installation: 'i',
        storage: null,
        pullSecrets: [],
        podSecurity: 'baseline',
      },
      Date.now,
    ),
    options: {
      executorAccount: 'e',
      taskAccount: 't',
      tolerations: [],
      gpuResource: 'g',
      privileged: [],
      artifacts: null,
    },
    key: 'key',
    launched: [],
  });
  client.labels = {
    'mlops/run-id': plan.runId,
    'mlops/run-proof': runs.optionsFor(plan.runId, 'n').proof,
  };
  const stop = new AbortController();
  const events: EngineEvent[] = [];
  const follower = new ClusterFollower({
    runs,
    store: { list, readUsage: nothing, writeUsage: async () => undefined },
    keeper: { see: () => undefined, settled: async () => undefined },
    logger: mockServices.logger.mock(),
    now: Date.now,
    signal: stop.signal,
    epoch: 1,
    wanted,
    onEvent: event => events.push(event),
  });
  const listed = jest.fn();
  const following = follower.follow(listed);
  const until = async (holds: () => boolean) => {
    for (let i = 0; i < 500 && !holds(); i++) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(holds()).toBe(true);
  };
  const runStatus = () => {
    const told = events.filter(({ type }) => type === 'run').at(-1);
    return told?.type === 'run' ? told.status : undefined;
  };
  const end = async () => {
    stop.abort();
    await following;
  };
  return { client, events, listed, until, runStatus, end };
}

describe('ClusterFollower', () => {
  it('tells an end again that it could not tell, though the workflow changes no more', async () => {
    const list = jest
      .fn(nothing)
      .mockRejectedValueOnce(new Error('the storage is away'));
    const { until, runStatus, end } = follow(list);
    await until(() => list.mock.calls.length === 1);
    expect(runStatus()).toBeUndefined();
    await until(() => runStatus() === 'succeeded');
    await end();
  });

  it('says that all was told after the ends that take a while to be gathered', async () => {
    const list = jest.fn(async (): Promise<[]> => {
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
      return [];
    });
    const { listed, runStatus, until, end } = follow(list);
    let known: string | undefined;
    listed.mockImplementation(() => {
      known = runStatus();
    });
    await until(() => listed.mock.calls.length === 1);
    expect(known).toBe('succeeded');
    await end();
  });

  it('notices a workflow that went while nobody could tell', async () => {
    const { client, until, runStatus, end, listed } = follow(nothing, {
      phase: 'Running',
    });
    await until(() => runStatus() === 'running');
    client.isThere = false;
    client.endWatch();
    await until(() => runStatus() === 'failed');
    expect(listed.mock.calls.length).toBeGreaterThan(0);
    await end();
  });

  it('looks no more at a run whose end was told, also when everything is listed anew', async () => {
    const list = jest.fn(nothing);
    const { client, events, until, runStatus, end } = follow(list);
    await until(() => runStatus() === 'succeeded');
    const told = events.length;
    client.endWatch();
    await until(() => client.lists === 2);
    client.isThere = false;
    client.endWatch();
    await until(() => client.lists === 3);
    expect(events).toHaveLength(told);
    expect(client.plansRead).toBe(1);
    await end();
  });

  it('passes over ends that are stored, also when everything is listed anew', async () => {
    const list = jest.fn(nothing);
    const { client, events, until, end, listed } = follow(list, {
      wanted: new Set(),
    });
    await until(() => listed.mock.calls.length === 1);
    client.endWatch();
    await until(() => client.lists === 2);
    expect(events).toEqual([]);
    expect(list).not.toHaveBeenCalled();
    await end();
  });
});
