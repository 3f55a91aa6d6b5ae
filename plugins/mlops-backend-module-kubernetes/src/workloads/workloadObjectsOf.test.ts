import fc from 'fast-check';
import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { aWorkload } from '@mlops/plugin-mlops-node';
import {
  workloadObjectsOf,
  type StartRequest,
  type WorkloadOptions,
} from './workloadObjectsOf';
import { isOwnWorkload, workloadProof } from './workloadIdentity';

const options: WorkloadOptions = {
  namespace: 'mlops-vision',
  proof: 'proof',
  taskAccount: 'task',
  tolerations: [{ key: 'gpu', operator: 'Exists' }],
  gpuResource: 'nvidia.com/gpu',
};

const container = {
  kind: 'container',
  image: 'registry/lab:1',
  usesEntrypoint: false,
  pullSecrets: ['registry'],
  serviceAccount: null,
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['data'] }],
} as const;

const http = {
  name: 'http-api',
  protocol: 'http',
  listen: { kind: 'tcp', number: 8888 },
} as const;

function aPlan(more: Partial<WorkloadPlan> = {}): WorkloadPlan {
  return aWorkload(
    { argv: ['lab', '--port', '8888'], runtime: container, ports: [http] },
    more,
  );
}

function made(more?: Partial<WorkloadPlan>, request?: Partial<StartRequest>) {
  const plan = aPlan(more);
  const objects = workloadObjectsOf(plan, options, {
    start: 2,
    recordUid: 'uid',
    deadlineSeconds: null,
    ...request,
  });
  if (!objects.ok) throw new Error(JSON.stringify(objects.problems));
  const { configMaps, networkPolicy, pod } = objects.value;
  return { plan, configMaps, networkPolicy, pod, spec: pod.spec };
}

function problemsOf(more: Partial<WorkloadPlan>): string {
  const objects = workloadObjectsOf(aPlan(more), options, {
    start: 1,
    recordUid: 'uid',
    deadlineSeconds: null,
  });
  return objects.ok
    ? ''
    : objects.problems.map(({ message }) => message).join('; ');
}

describe('a start of a workload', () => {
  it('is a pod that nobody starts again, named by workload and start', () => {
    const { plan, pod, spec } = made();
    expect(pod.metadata).toMatchObject({
      name: `mlops-workload-${plan.workloadId}-2`,
      namespace: 'mlops-vision',
      annotations: {
        'mlops/workload': 'service conformance',
        'mlops/created-by': plan.owner,
      },
    });
    expect(spec.restartPolicy).toBe('Never');
  });

  it('is found and proven by its labels, and goes with its record', () => {
    const { plan, configMaps, networkPolicy, pod } = made({
      project: 'vision',
      labels: { 'mlops/project': 'another', team: 'a' },
      files: [{ path: 'a', mode: '0644', content: 'x' }],
    });
    expect(configMaps).toHaveLength(2);
    for (const { metadata } of [...configMaps, networkPolicy, pod]) {
      expect(metadata.labels).toMatchObject({
        'mlops/kind': plan.kind,
        'mlops/project': 'vision',
        team: 'a',
        'mlops/workload-id': plan.workloadId,
        'mlops/workload-proof': 'proof',
      });
      expect(metadata.ownerReferences).toEqual([
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          name: `mlops-workload-${plan.workloadId}`,
          uid: 'uid',
        },
      ]);
    }
    expect(pod.metadata.labels['mlops/start']).toBe('2');
  });

  it('wears no label of a run, nor of another workload', () => {
    const { plan, pod } = made({
      labels: {
        'mlops/run-id': '01jd0000000000000000000001',
        'mlops/run-proof': 'copied',
        'mlops/workload-id': 'another',
        'mlops/workload-record': 'true',
        'mlops/kind': 'notebook',
        'mlops/start': '1',
      },
    });
    expect(pod.metadata.labels).toEqual({
      'mlops/kind': plan.kind,
      'mlops/project': plan.project,
      'mlops/workload-id': plan.workloadId,
      'mlops/workload-proof': 'proof',
      'mlops/start': '2',
    });
  });

  it('may do no more than a task of a run may', () => {
    const { spec } = made();
    expect(spec).toMatchObject({
      serviceAccountName: 'task',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      imagePullSecrets: [{ name: 'registry' }],
      tolerations: [{ key: 'gpu', operator: 'Exists' }],
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['data'] }],
    });
    expect(spec.containers).toHaveLength(1);
    expect(spec.containers[0]).toMatchObject({
      name: 'main',
      image: 'registry/lab:1',
      imagePullPolicy: 'Always',
      securityContext: { allowPrivilegeEscalation: false, privileged: false },
    });
    const own = { ...container, serviceAccount: 'trainer' };
    expect(made({ runtime: own }).spec).toMatchObject({
      serviceAccountName: 'trainer',
      automountServiceAccountToken: true,
    });
  });

  it('is put where the plan says', () => {
    const nodeSelector = { notebook: 'true', org: 'vision' };
    expect(made({ nodeSelector }).spec.nodeSelector).toEqual(nodeSelector);
  });

  it('is reached by nobody of the cluster', () => {
    const { plan, networkPolicy } = made();
    expect(networkPolicy.spec).toEqual({
      podSelector: { matchLabels: { 'mlops/workload-id': plan.workloadId } },
      policyTypes: ['Ingress'],
      ingress: [],
    });
  });

  it('tells its program where it listens', () => {
    const [{ env, ports }] = made().spec.containers;
    expect(ports).toEqual([{ name: 'http-api', containerPort: 8888 }]);
    expect(env).toEqual([{ name: 'MLOPS_PORT_HTTP_API', value: '8888' }]);
  });

  it('is given its limits, mounts and files', () => {
    const { spec, plan } = made({
      resources: {
        cpu: { requestMillicores: 100, limitMillicores: 2000 },
        memory: { requestBytes: 1e8, limitBytes: 2e9 },
        gpu: { count: 1, type: null },
      },
      mounts: [{ kind: 'pvc', claim: 'home', path: '/home/me', subPath: 'me' }],
      files: [{ path: 'run.py', mode: '0755', content: 'x' }],
    });
    const [{ resources, volumeMounts, workingDir }] = spec.containers;
    expect(resources.limits).toEqual({
      cpu: '2000m',
      memory: '2000000000',
      'nvidia.com/gpu': '1',
    });
    expect(volumeMounts.map(({ mountPath }) => mountPath)).toEqual([
      '/mlops/work',
      '/mlops/work/run.py',
      '/home/me',
    ]);
    expect(workingDir).toBe('/mlops/work');
    expect(spec.volumes[1].configMap?.name).toMatch(
      new RegExp(`^mlops-${plan.workloadId}-files\\.`),
    );
  });

  it('is ended by the cluster itself when nobody else does', () => {
    expect(made().spec).not.toHaveProperty('activeDeadlineSeconds');
    const limited = (deadlineSeconds: number) =>
      made({}, { deadlineSeconds }).spec.activeDeadlineSeconds;
    expect(limited(10.2)).toBe(11);
    expect(limited(-5)).toBe(1);
  });

  it.each<[string, Partial<WorkloadPlan>, RegExp]>([
    [
      'has no image',
      { runtime: { kind: 'process', python: null } },
      /has no image/,
    ],
    [
      'listens at a Unix socket',
      { ports: [{ ...http, listen: { kind: 'unix' } }] },
      /"http-api" is a Unix socket/,
    ],
    ['has two ports of one name', { ports: [http, http] }, /the same name/],
    [
      'has two ports of one number',
      { ports: [http, { ...http, name: 'other' }] },
      /two of its ports are 8888/,
    ],
    [
      'has a port that is none',
      { ports: [{ ...http, listen: { kind: 'tcp', number: 0 } }] },
      /has the number 0/,
    ],
    [
      'has a port whose name leads elsewhere',
      { ports: [{ ...http, name: '../http' }] },
      /"..\/http" cannot be the name/,
    ],
    [
      'asks a port that it does not have',
      {
        readiness: {
          port: 'metrics',
          httpGet: null,
          periodSeconds: 1,
          timeoutSeconds: 1,
          startupSeconds: 1,
        },
      },
      /asks the port "metrics"/,
    ],
    [
      'asks for a part of a GPU',
      {
        resources: {
          ...aPlan().resources,
          gpu: { count: 0.5, type: null },
        },
      },
      /asks for 0.5 of a GPU/,
    ],
    [
      'refers to a task',
      {
        argv: [{ parts: [{ task: 'load', output: 'rows', filters: [] }] }],
      },
      /load/,
    ],
    [
      'brings more than a cluster takes',
      { files: [{ path: 'a', mode: '0644', content: 'x'.repeat(1_100_000) }] },
      /its files take 1100006 bytes/,
    ],
  ])('is refused when it %s', (_, more, message) => {
    expect(problemsOf({ readiness: null, ...more })).toMatch(message);
  });

  it('holds no text of a user that anybody would evaluate', () => {
    const parts = fc.constantFrom(
      '$(HOME)',
      '$$(HOME)',
      '{{ x }}',
      '`id`',
      'a',
    );
    fc.assert(
      fc.property(
        fc.array(parts, { minLength: 1, maxLength: 4 }),
        fc.array(parts, { maxLength: 3 }),
        (argv, values) => {
          const { configMaps, spec } = made({
            argv,
            env: values.map((value, place) => ({ name: `V${place}`, value })),
          });
          const [{ command = [], args, env }] = spec.containers;
          const shown = argv.map((_, place) => `$(MLOPS_ARG_${place})`);
          expect([...command, ...args]).toEqual(shown);
          expect(env.map(({ name }) => name)).toEqual(['MLOPS_PORT_HTTP_API']);
          expect(configMaps[0].data).toEqual({
            ...Object.fromEntries(
              argv.map((text, place) => [`MLOPS_ARG_${place}`, text]),
            ),
            ...Object.fromEntries(
              values.map((value, place) => [`V${place}`, value]),
            ),
          });
        },
      ),
    );
  });
});

describe('the proof of a workload', () => {
  const workloadId = aPlan().workloadId;
  const proof = workloadProof('key', workloadId, 'n');
  const labels = {
    'mlops/workload-id': workloadId,
    'mlops/workload-proof': proof,
  };

  it('is given by the key of the installation, for one namespace', () => {
    expect(isOwnWorkload('key', { namespace: 'n', labels })).toBe(true);
    expect(isOwnWorkload('key', { namespace: 'other', labels })).toBe(false);
    expect(isOwnWorkload('other', { namespace: 'n', labels })).toBe(false);
  });

  it('is not borrowed from another workload, from a run, or left out', () => {
    const other = { ...labels, 'mlops/workload-id': aPlan().workloadId };
    expect(isOwnWorkload('key', { namespace: 'n', labels: other })).toBe(false);
    expect(isOwnWorkload('key', { namespace: 'n' })).toBe(false);
    const { 'mlops/workload-proof': _, ...bare } = labels;
    expect(isOwnWorkload('key', { namespace: 'n', labels: bare })).toBe(false);
    const odd = { 'mlops/workload-id': 'x', 'mlops/workload-proof': proof };
    expect(isOwnWorkload('key', { namespace: 'n', labels: odd })).toBe(false);
  });
});
