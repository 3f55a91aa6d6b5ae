import fc from 'fast-check';
import { STATUSES, type TaskPlan } from '@mlops/plugin-mlops-common';
import { aPlan, aTask } from '@mlops/plugin-mlops-node';
import { statesOf } from './statesOf';
import type { ObservedWorkflow, WorkflowNode } from './WorkflowStatus';

const how = {
  argv: ['x'],
  runtime: { kind: 'process', python: null },
} as const;
const AT = '2026-11-25T23:40:40Z';
const LATER = '2026-11-25T23:40:44Z';

/** The nodes that Argo makes of a task: one of the graph, and one for each attempt. */
function nodesOf(
  task: string,
  node: Partial<WorkflowNode>,
  ...attempts: Array<Partial<WorkflowNode>>
): WorkflowNode[] {
  const children = attempts.map((attempt, n) => ({
    id: `${task}-${n}`,
    displayName: `${task}(${n})`,
    type: 'Pod',
    startedAt: AT,
    finishedAt: LATER,
    ...attempt,
  }));
  return [
    {
      id: task,
      displayName: task,
      type: 'Retry',
      startedAt: AT,
      finishedAt: LATER,
      children: children.map(({ id }) => id),
      ...node,
    },
    ...children,
  ];
}

function read(
  tasks: TaskPlan[],
  nodes: WorkflowNode[],
  more: { phase?: string; message?: string; shutdown?: string } = {},
) {
  const { phase = 'Running', message, shutdown } = more;
  const workflow: ObservedWorkflow = {
    metadata: { name: 'w', namespace: 'n', uid: 'u' },
    spec: { ...(shutdown && { shutdown }) },
    status: {
      phase,
      message,
      startedAt: AT,
      finishedAt: phase === 'Running' ? null : LATER,
      nodes: Object.fromEntries(nodes.map(node => [node.id, node])),
    },
  };
  const states = statesOf(aPlan(tasks), workflow);
  return {
    ...states,
    brief: [states.run, ...states.tasks].map(one => [one.status, one.reason]),
  };
}

const succeeded = { phase: 'Succeeded', outputs: { exitCode: '0' } };
const failed = (code: number) => ({
  phase: 'Failed',
  message: `main: Error (exit code ${code})`,
  outputs: { exitCode: String(code) },
});

describe('statesOf', () => {
  const load = aTask('load', how);
  const train = aTask('train', how, {
    dependsOn: ['load'],
    timeoutSeconds: 3,
  });

  it('waits until the controller has seen the workflow', () => {
    const states = statesOf(aPlan([load]), {
      metadata: { name: 'w', namespace: 'n', uid: 'u' },
      spec: {},
    });
    expect(states.run.status).toBe('waiting');
    expect(states.tasks[0].status).toBe('waiting');
  });

  it('tells tasks and attempts as they go on', () => {
    const { brief, tasks } = read(
      [load, train],
      nodesOf('load', { phase: 'Running' }, failed(1), { phase: 'Running' }),
    );
    expect(brief).toEqual([
      ['running', null],
      ['running', null],
      ['waiting', null],
    ]);
    expect(tasks[0].attempts).toMatchObject([
      {
        attempt: 1,
        status: 'failed',
        reason: 'it ended with exit code 1',
        exitCode: 1,
        finishedAt: Date.parse(LATER),
      },
      { attempt: 2, status: 'running', finishedAt: null },
    ]);
  });

  it('says why a pod waits, as far as the workflow knows', () => {
    const { brief } = read(
      [load],
      nodesOf(
        'load',
        { phase: 'Running' },
        { phase: 'Pending', message: 'Unschedulable: 0/5 nodes' },
      ),
    );
    expect(brief[1]).toEqual(['queued', 'Unschedulable: 0/5 nodes']);
  });

  it('skips what depends on a failure, with the name of it', () => {
    const { brief } = read(
      [load, train],
      [
        ...nodesOf('load', { phase: 'Failed' }, failed(3)),
        ...nodesOf('train', { type: 'Skipped', phase: 'Omitted' }),
      ],
      { phase: 'Failed' },
    );
    expect(brief).toEqual([
      ['failed', 'load failed: it ended with exit code 3'],
      ['failed', 'it ended with exit code 3'],
      ['skipped', '"load" did not succeed'],
    ]);
  });

  it('takes what the definition skips for skipped', () => {
    const { brief } = read(
      [aTask('load', how, { skip: true })],
      nodesOf('load', { type: 'Skipped', phase: 'Skipped' }),
      { phase: 'Succeeded' },
    );
    expect(brief).toEqual([
      ['succeeded', null],
      ['skipped', 'the pipeline says to skip it'],
    ]);
  });

  it.each([
    [
      'Pod was active on the node longer than the specified deadline',
      '143',
      'it took longer than 3 s',
    ],
    [
      'main: OOMKilled (exit code 137)',
      '137',
      'out of memory: it used more than its limit of 1G',
    ],
    ['main: Error (exit code 2)', '2', 'it ended with exit code 2'],
    [
      'wait: Error (exit code 64): Patch "https://10.96.0.1:443/apis/argoproj.io/v1alpha1/namespaces/n/workflowtaskresults/w": dial tcp 10.96.0.1:443: connect: connection refused',
      undefined,
      'Argo could not tell how it ended: the API server of the cluster was away for more than a minute',
    ],
    ['pod deleted', undefined, 'pod deleted'],
    [undefined, undefined, 'the cluster does not say why'],
  ])('explains "%s"', (message, exitCode, reason) => {
    const { tasks } = read(
      [train],
      nodesOf(
        'train',
        { phase: 'Failed' },
        { phase: 'Failed', message, outputs: { exitCode } },
      ),
    );
    expect(tasks[0].reason).toBe(reason);
  });

  it('tells what was stopped from what had failed before', () => {
    const { brief } = read(
      [load, train, aTask('next', how, { dependsOn: ['train'] })],
      [
        ...nodesOf('load', { phase: 'Failed' }, failed(3)),
        ...nodesOf(
          'train',
          { phase: 'Failed' },
          {
            phase: 'Failed',
            message: 'workflow shutdown with strategy:  Terminate',
          },
        ),
      ],
      { phase: 'Failed', shutdown: 'Terminate' },
    );
    expect(brief).toEqual([
      ['stopped', 'stopped on request'],
      ['failed', 'it ended with exit code 3'],
      ['stopped', 'stopped on request'],
      ['stopped', 'the run was ended before it started'],
    ]);
  });

  it('reads values and metrics', () => {
    const { tasks } = read(
      [load],
      nodesOf(
        'load',
        { phase: 'Succeeded' },
        {
          phase: 'Succeeded',
          outputs: {
            exitCode: '0',
            parameters: [
              { name: 'values', value: '{"rows": 5}' },
              { name: 'metrics', value: '{"score": 0.5}' },
            ],
          },
        },
      ),
    );
    expect(tasks[0].attempts[0]).toMatchObject({
      values: { rows: 5 },
      metrics: { score: 0.5 },
    });
  });

  it.each([
    ['values', `{"a": "${'x'.repeat(65_536)}"}`, /larger than 65536 bytes/],
    ['values', '[1]', /outputs.json is no JSON object/],
    ['metrics', '{', /metrics.json is no JSON/],
    ['metrics', '{"a": "b"}', /"a" is not a number/],
  ])('fails an attempt whose %s are wrong', (name, value, reason) => {
    const { brief } = read(
      [load],
      nodesOf(
        'load',
        { phase: 'Succeeded' },
        { ...succeeded, outputs: { parameters: [{ name, value }] } },
      ),
      { phase: 'Succeeded' },
    );
    expect(brief).toEqual([
      ['failed', expect.stringMatching(reason)],
      ['failed', expect.stringMatching(reason)],
    ]);
  });

  it('names the tasks before which the workflow waits', () => {
    const { waiting } = read(
      [load, train],
      [
        ...nodesOf('load', { phase: 'Succeeded' }, succeeded),
        {
          id: 'node-7',
          displayName: 'train-Inputs',
          type: 'Suspend',
          phase: 'Running',
        },
      ],
    );
    expect(waiting).toEqual([{ task: 'train', node: 'node-7' }]);
  });

  it('gives up an attempt that was taken away, of which Argo waits for a word', () => {
    const removal = 'its machine "m" was lost';
    const held = { phase: 'Failed', finishedAt: null };
    const states = (attempt: Partial<WorkflowNode>, isRemoved: boolean) =>
      statesOf(
        aPlan([train]),
        {
          metadata: { name: 'w', namespace: 'n', uid: 'u' },
          spec: {},
          status: {
            phase: 'Running',
            nodes: Object.fromEntries(
              nodesOf('train', { phase: 'Running' }, attempt).map(node => [
                node.id,
                node,
              ]),
            ),
          },
        },
        () => ({
          runningSince: null,
          reason: null,
          removal: isRemoved ? removal : null,
        }),
      );
    const { lost, tasks } = states(held, true);
    expect(lost).toEqual(['train-0']);
    expect(tasks[0].attempts[0]).toMatchObject({
      status: 'running',
      reason: removal,
    });
    // Of others it comes.
    expect(states(held, false).lost).toEqual([]);
    const ended = states({ ...held, finishedAt: LATER }, true);
    expect(ended.lost).toEqual([]);
    expect(ended.tasks[0].attempts[0]).toMatchObject({
      status: 'failed',
      reason: removal,
    });
  });

  it('gives some state for whatever stands in a workflow', () => {
    const words = fc.constantFrom(
      'Pending',
      'Running',
      'Succeeded',
      'Failed',
      'Error',
      'Skipped',
      'Omitted',
      'Daemoned',
      '',
    );
    const node = fc.record(
      {
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        displayName: fc.constantFrom(
          'load',
          'load(0)',
          'load(x)',
          'train',
          'train(1)',
          'train-Inputs',
        ),
        phase: words,
        message: fc.string(),
        startedAt: fc.string(),
        finishedAt: fc.option(fc.constantFrom(AT, 'never')),
        children: fc.array(fc.constantFrom('a', 'b', 'c', 'gone')),
        outputs: fc.record(
          {
            exitCode: fc.string(),
            parameters: fc.array(
              fc.record({
                name: fc.constantFrom('values', 'metrics'),
                value: fc.oneof(fc.json(), fc.string()),
              }),
            ),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['id'] },
    );
    fc.assert(
      fc.property(
        fc.array(node, { maxLength: 6 }),
        words,
        fc.option(fc.constant('Stop'), { nil: undefined }),
        (nodes, phase, shutdown) => {
          const { run, tasks } = read([load, train], nodes, {
            phase,
            shutdown,
          });
          for (const { status } of [run, ...tasks]) {
            expect(STATUSES).toContain(status);
          }
        },
      ),
    );
  });
});
