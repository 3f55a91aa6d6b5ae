import { aPlan, aTask } from '@mlops/plugin-mlops-node';
import { inNamespace } from '../cluster/inNamespace';
import { podState } from './ClusterRuns';
import { planConfigMap, readPlan } from './planConfigMap';

describe('the objects of a run', () => {
  it('have their plan beside them', () => {
    const plan = aPlan([
      aTask('load', {
        argv: ['x'],
        runtime: { kind: 'process', python: null },
      }),
    ]);
    const configMap = planConfigMap(plan, { namespace: 'n', proof: 'p' });
    expect(readPlan(configMap)).toEqual(plan);
    expect(readPlan({ data: { plan: 'no plan' } })).toBeUndefined();
    expect(readPlan({})).toBeUndefined();
  });

  it('are found in their namespace', () => {
    expect(inNamespace('/api/v1/pods', 'a')).toBe('/api/v1/namespaces/a/pods');
    expect(inNamespace('/apis/argoproj.io/v1alpha1/workflows', 'a')).toBe(
      '/apis/argoproj.io/v1alpha1/namespaces/a/workflows',
    );
  });

  it('are pods with the task and the attempt that they are', () => {
    const metadata = {
      name: 'mlops-x-load-1',
      namespace: 'n',
      uid: 'u',
      resourceVersion: '1',
      annotations: { 'workflows.argoproj.io/node-name': 'mlops-x.load(1)' },
    };
    expect(
      podState({ metadata, status: { phase: 'Failed', reason: 'Evicted' } }),
    ).toEqual({
      kind: 'Pod',
      name: 'mlops-x-load-1',
      task: 'load',
      attempt: 2,
      status: 'failed',
      reason: 'Evicted',
    });
    const { annotations: _, ...bare } = metadata;
    expect(podState({ metadata: bare })).toMatchObject({
      task: null,
      attempt: null,
      status: 'waiting',
    });
  });
});
