import fc from 'fast-check';
import type { PlanText, RunPlan, TaskPlan } from '@mlops/plugin-mlops-common';
import { aPlan, aTask } from '@mlops/plugin-mlops-node';
import type { DagTask, TaskTemplate } from './argo';
import type { ManifestOptions } from './ManifestOptions';
import { proofOf } from './names';
import { runObjectsOf } from './runObjectsOf';

const options: ManifestOptions = {
  namespace: 'mlops-vision',
  proof: 'proof',
  executorAccount: 'executor',
  taskAccount: 'task',
  tolerations: [],
  gpuResource: 'nvidia.com/gpu',
  privileged: [],
  artifacts: {
    endpoint: 'storage:9000',
    insecure: true,
    bucket: 'artifacts',
    prefix: 'runs',
    secretName: 'artifact-storage',
  },
};

const container = {
  kind: 'container',
  image: 'registry/tool:1',
  usesEntrypoint: false,
  pullSecrets: [],
  serviceAccount: null,
  hostAliases: [],
} as const;

function task(name: string, more: Partial<TaskPlan> = {}): TaskPlan {
  return aTask(name, { argv: ['tool'], runtime: container }, more);
}

/** What becomes of these tasks, and of the first of them. */
function made(
  tasks: TaskPlan[],
  more: Partial<RunPlan> = {},
  other: Partial<ManifestOptions> = {},
) {
  const plan = aPlan(tasks, more);
  const objects = runObjectsOf(plan, { ...options, ...other });
  if (!objects.ok) throw new Error(JSON.stringify(objects.problems));
  const { workflow, configMaps, waiting } = objects.value;
  const [first, ...others] = workflow.spec.templates;
  const templates = others.filter(
    (one): one is TaskTemplate & { name: string } => 'container' in one,
  );
  return {
    plan,
    workflow,
    configMaps,
    waiting,
    nodes: 'dag' in first ? first.dag.tasks : [],
    template: templates[0],
    templates,
    given: configMaps[0]?.data,
  };
}

function problemsOf(tasks: TaskPlan[]): string[] {
  const objects = runObjectsOf(aPlan(tasks), options);
  return objects.ok ? [] : objects.problems.map(({ message }) => message);
}

const output = (name: string): PlanText => ({
  parts: [{ task: 'load', output: name, filters: [] }],
});

describe('a run on a cluster', () => {
  it('is known by run id and proof, in everything that belongs to it', () => {
    const { plan, workflow, configMaps, template } = made([task('one')], {
      labels: { 'mlops/pipeline': 'digits' },
    });
    const labels = {
      'mlops/pipeline': 'digits',
      'mlops/run-id': plan.runId,
      'mlops/run-proof': 'proof',
    };
    expect(workflow.metadata).toEqual({
      name: `mlops-${plan.runId}`,
      namespace: 'mlops-vision',
      labels,
    });
    expect(workflow.spec.podMetadata).toEqual({ labels });
    expect(template.metadata.labels).toEqual(labels);
    expect(configMaps[0].metadata).toMatchObject({
      name: `mlops-${plan.runId}-one`,
      labels,
    });
  });

  it('says who has started it, where somebody has', () => {
    const podsOf = (createdBy: string | null) =>
      made([task('one')], { createdBy }).workflow.spec.podMetadata;
    expect(podsOf('user:default/ann').annotations).toEqual({
      'mlops/created-by': 'user:default/ann',
    });
    expect(podsOf(null)).not.toHaveProperty('annotations');
  });

  it('goes on beside a failure, no wider and no longer than it may', () => {
    const { workflow } = made([task('one')], {
      parallelism: 3,
      timeoutSeconds: 60,
    });
    expect(workflow.spec).toMatchObject({
      parallelism: 3,
      activeDeadlineSeconds: 60,
      templates: [{ dag: { failFast: false } }, {}, {}],
    });
    const { spec } = made([task('one')]).workflow;
    expect(spec).not.toHaveProperty('parallelism');
    expect(spec).not.toHaveProperty('activeDeadlineSeconds');
  });

  it('is executed with no account of the cluster in reach of a task', () => {
    const own = { ...container, serviceAccount: 'trainer' };
    const { workflow, templates } = made([
      task('one'),
      task('two', { runtime: own }),
    ]);
    expect(workflow.spec).toMatchObject({
      serviceAccountName: 'task',
      automountServiceAccountToken: false,
      executor: { serviceAccountName: 'executor' },
    });
    expect(templates.map(one => one.serviceAccountName)).toEqual([
      undefined,
      'trainer',
    ]);
    expect(templates[0].container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
    });
  });

  it('gives privilege to the task that is planned with it, and to no other', () => {
    const tasks = [task('one', { privileged: true }), task('two')];
    const { name, version } = tasks[0].template;
    const privileged = [`${name}@${version}`];
    const { templates, workflow } = made(tasks, {}, { privileged });
    expect(templates.map(one => one.container.securityContext)).toEqual([
      { allowPrivilegeEscalation: true, privileged: true },
      { allowPrivilegeEscalation: false, privileged: false },
    ]);
    expect(JSON.stringify(workflow).match(/"privileged":true/g)).toHaveLength(
      1,
    );
  });
});

describe('privilege', () => {
  it('is gone when its release is, though the plan was made before', () => {
    const plan = aPlan([task('one', { privileged: true })]);
    expect(runObjectsOf(plan, options)).toMatchObject({
      ok: false,
      problems: [
        { message: expect.stringContaining('not released for privilege') },
      ],
    });
    const [one] = plan.tasks;
    const skipped = { ...plan, tasks: [{ ...one, skip: true }] };
    expect(runObjectsOf(skipped, options).ok).toBe(true);
  });
});

describe('tasks on a cluster', () => {
  it('wait for each other, and see the files of those before them', () => {
    const { nodes, templates } = made([
      task('load'),
      task('clean', { dependsOn: ['load'] }),
      task('train', { dependsOn: ['load', 'clean'] }),
    ]);
    expect(nodes).toEqual<DagTask[]>([
      { name: 'load', template: 'load' },
      {
        name: 'clean',
        template: 'clean',
        depends: 'load',
        arguments: {
          artifacts: [
            {
              name: 'from-load',
              from: '{{tasks.load.outputs.artifacts.outputs}}',
            },
          ],
        },
      },
      expect.objectContaining({ depends: 'load && clean' }),
    ]);
    expect(templates[2].inputs.artifacts).toEqual([
      expect.objectContaining({
        name: 'from-load',
        path: '/mlops/inputs/load',
      }),
      expect.objectContaining({
        name: 'from-clean',
        path: '/mlops/inputs/clean',
      }),
    ]);
    // For whatever user an image has.
    for (const input of templates[2].inputs.artifacts) {
      expect(input).toMatchObject({ mode: 0o555, recurseMode: true });
    }
  });

  it('that are skipped are nodes that Argo skips, and leave no files', () => {
    const { nodes, templates, configMaps } = made([
      task('load', { skip: true }),
      task('train', { dependsOn: ['load'] }),
    ]);
    expect(nodes).toEqual([
      { name: 'load', template: 'Wait', when: 'false' },
      { name: 'train', template: 'train', depends: 'load' },
    ]);
    expect(templates.map(({ name }) => name)).toEqual(['train']);
    expect(configMaps).toHaveLength(1);
  });

  it('that are given outputs have a node that waits for them', () => {
    const { nodes, waiting, configMaps } = made([
      task('load'),
      task('train', {
        dependsOn: ['load'],
        env: [{ name: 'ROWS', value: output('rows') }],
      }),
    ]);
    expect(nodes.slice(1)).toMatchObject([
      { name: 'train-Inputs', template: 'Wait', depends: 'load' },
      { name: 'train', depends: 'load && train-Inputs' },
    ]);
    expect(waiting).toEqual(['train']);
    expect(configMaps).toHaveLength(1);
  });

  it('get command and environment from a config map', () => {
    const { given, template, plan } = made([
      task('one', {
        argv: ['tool', '--name', '{{ x }} $(HOME)'],
        env: [
          { name: 'MODE', value: 'fast' },
          { name: 'TOKEN', secretRef: { name: 'hub', key: 'token' } },
        ],
      }),
    ]);
    expect(given).toEqual({
      MLOPS_ARG_0: 'tool',
      MLOPS_ARG_1: '--name',
      MLOPS_ARG_2: '{{ x }} $(HOME)',
      // With the proof, so that what the task makes itself is found to be ours.
      MLOPS_LABELS: `mlops/run-id=${plan.runId},mlops/run-proof=proof`,
      MODE: 'fast',
    });
    expect(template.container).toMatchObject({
      command: ['$(MLOPS_ARG_0)'],
      args: ['$(MLOPS_ARG_1)', '$(MLOPS_ARG_2)'],
      envFrom: [{ configMapRef: { name: `mlops-${plan.runId}-one` } }],
    });
    expect(template.container.env).toContainEqual({
      name: 'TOKEN',
      valueFrom: { secretKeyRef: { name: 'hub', key: 'token' } },
    });
  });

  it('leave the program of an image as it is when nobody set a command', () => {
    const runtime = { ...container, usesEntrypoint: true };
    const { container: one } = made([
      task('one', { argv: ['--fast'], runtime }),
    ]).template;
    expect(one).not.toHaveProperty('command');
    expect(one.args).toEqual(['$(MLOPS_ARG_0)']);
  });

  it('are tried again as their policy says, and told which attempt they are', () => {
    const { templates } = made([
      task('one'),
      task('two', { retry: { limit: 3, backoffSeconds: 10 } }),
    ]);
    expect(templates.map(({ retryStrategy }) => retryStrategy)).toEqual([
      { limit: '0', retryPolicy: 'Always' },
      {
        limit: '3',
        retryPolicy: 'Always',
        backoff: { duration: '10s', factor: '2', cap: '300s' },
      },
    ]);
    expect(templates[0].container.env).toContainEqual({
      name: 'MLOPS_ATTEMPT',
      value: '{{=asInt(retries) + 1}}',
    });
  });

  it('have the resources, machines and time that the plan gives them', () => {
    const { template, workflow } = made(
      [
        task('one', {
          resources: {
            cpu: { requestMillicores: 500, limitMillicores: 2000 },
            memory: { requestBytes: 1e9, limitBytes: 2e9 },
            gpu: { count: 2, type: 'V100' },
          },
          nodeSelector: { gpu: 'true', 'gpu-type': 'V100' },
          timeoutSeconds: 9,
        }),
      ],
      {},
      { tolerations: [{ key: 'gpu', operator: 'Exists' }] },
    );
    expect(template.container.resources).toEqual({
      requests: { cpu: '500m', memory: '1000000000', 'nvidia.com/gpu': '2' },
      limits: { cpu: '2000m', memory: '2000000000', 'nvidia.com/gpu': '2' },
    });
    expect(template).toMatchObject({
      nodeSelector: { gpu: 'true', 'gpu-type': 'V100' },
      activeDeadlineSeconds: 9,
    });
    expect(workflow.spec.tolerations).toEqual([
      { key: 'gpu', operator: 'Exists' },
    ]);
  });

  it('see their mounts; a claim that is mounted twice is one volume', () => {
    const { template } = made([
      task('one', {
        mounts: [
          { kind: 'pvc', claim: 'data', path: '/mnt', subPath: 'alice' },
          { kind: 'pvc', claim: 'data', path: '/shared', subPath: null },
          { kind: 'memory', sizeBytes: 4e9, path: '/dev/shm' },
          { kind: 'hostpath', hostPath: '/data', path: '/data' },
          { kind: 'secret', name: 'key', path: '/key' },
        ],
      }),
    ]);
    expect(template.volumes).toEqual([
      { name: 'volume-0', emptyDir: {} },
      { name: 'volume-1', emptyDir: {} },
      { name: 'volume-2', persistentVolumeClaim: { claimName: 'data' } },
      {
        name: 'volume-3',
        emptyDir: { medium: 'Memory', sizeLimit: '4000000000' },
      },
      { name: 'volume-4', hostPath: { path: '/data' } },
      { name: 'volume-5', secret: { secretName: 'key' } },
    ]);
    expect(template.container.volumeMounts.slice(2)).toEqual([
      { name: 'volume-2', mountPath: '/mnt', subPath: 'alice' },
      { name: 'volume-2', mountPath: '/shared' },
      { name: 'volume-3', mountPath: '/dev/shm' },
      { name: 'volume-4', mountPath: '/data' },
      { name: 'volume-5', mountPath: '/key', readOnly: true },
    ]);
  });

  it('find their files where they work; tasks with the same files share them', () => {
    const files = [{ path: 'lib/a.py', mode: '0755', content: 'print(1)' }];
    const { templates, configMaps } = made([
      task('one', { files }),
      task('two', { files }),
    ]);
    const shared = configMaps.filter(({ data }) => 'file-0' in data);
    expect(shared).toHaveLength(1);
    expect(templates[1].container.workingDir).toBe('/mlops/work');
    expect(templates[1].volumes).toContainEqual({
      name: 'volume-2',
      configMap: {
        name: shared[0].metadata.name,
        items: [{ key: 'file-0', path: 'file-0', mode: 0o755 }],
      },
    });
    expect(templates[1].container.volumeMounts).toContainEqual({
      name: 'volume-2',
      mountPath: '/mlops/work/lib/a.py',
      subPath: 'file-0',
      readOnly: true,
    });
  });

  it.each([
    [null, undefined],
    ['src', '/mlops/work/src'],
    ['/opt', '/opt'],
  ])('work in %s', (workingDirectory, folder) => {
    const { template } = made([task('one', { workingDirectory })]);
    expect(template.container.workingDir).toBe(folder);
  });

  it('leave values, metrics, files and a log, each attempt in a place of its own', () => {
    const { template, plan, workflow } = made([task('one')]);
    const place = (part: string) => ({
      endpoint: 'storage:9000',
      insecure: true,
      bucket: 'artifacts',
      key: `runs/${plan.runId}/one/{{=asInt(retries) + 1}}/${part}`,
      accessKeySecret: { name: 'artifact-storage', key: 'accessKey' },
      secretKeySecret: { name: 'artifact-storage', key: 'secretKey' },
    });
    expect(template.outputs).toEqual({
      parameters: [
        {
          name: 'values',
          valueFrom: { path: '/mlops/outputs/outputs.json', default: '{}' },
        },
        {
          name: 'metrics',
          valueFrom: { path: '/mlops/outputs/metrics.json', default: '{}' },
        },
      ],
      artifacts: [
        {
          name: 'outputs',
          path: '/mlops/outputs',
          optional: true,
          archive: { none: {} },
          s3: place('outputs'),
        },
      ],
    });
    expect(template.archiveLocation).toEqual({
      archiveLogs: true,
      s3: place('log'),
    });
    expect(workflow.spec.archiveLogs).toBe(true);
  });

  it('leave values and metrics only where there is no store', () => {
    const { templates, nodes, workflow } = made(
      [task('load'), task('train', { dependsOn: ['load'] })],
      {},
      { artifacts: null },
    );
    expect(workflow.spec.archiveLogs).toBe(false);
    expect(templates[0].outputs.artifacts).toEqual([]);
    expect(templates[0].outputs.parameters).toHaveLength(2);
    expect(nodes[1]).not.toHaveProperty('arguments');
  });

  it('pull their images anew, with every secret that one of them names', () => {
    const runtime = { ...container, pullSecrets: ['hub', 'harbor'] };
    const { workflow, template } = made([
      task('one', { runtime }),
      task('two', { runtime: { ...container, pullSecrets: ['hub'] } }),
    ]);
    expect(workflow.spec.imagePullSecrets).toEqual([
      { name: 'hub' },
      { name: 'harbor' },
    ]);
    expect(template.container.imagePullPolicy).toBe('Always');
  });
});

describe('what a cluster cannot be told', () => {
  it('is named: shares of GPUs, and more than a config map holds', () => {
    const gpu = { count: 0.5, type: null };
    const { resources } = task('one');
    expect(
      problemsOf([task('one', { resources: { ...resources, gpu } })]),
    ).toEqual([expect.stringContaining('"one" asks for 0.5 of a GPU')]);
    const env = [{ name: 'BIG', value: 'x'.repeat(1_000_001) }];
    expect(problemsOf([task('one', { env })])).toEqual([
      expect.stringContaining('command and environment of task "one" take'),
    ]);
  });

  it('are braces where Argo would look at them', () => {
    const mounts = [
      {
        kind: 'pvc' as const,
        claim: 'data',
        path: '/mnt/{{workflow.name}}',
        subPath: null,
      },
    ];
    expect(problemsOf([task('one', { mounts })])).toEqual([
      expect.stringContaining('holds {{'),
    ]);
  });

  it('never lets text of a user reach what Argo evaluates', () => {
    const own =
      /\{\{=asInt\(retries\) \+ 1\}\}|\{\{tasks\.[a-z0-9-]+\.outputs\.artifacts\.outputs\}\}/g;
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '{{workflow.name}}',
        '{{=1+1}}',
        '{{tasks.load.outputs.parameters.values}}',
        '{{retries}}',
        '{{ {{ }} }}',
        '{{=asInt(retries) + 1}}{{=2}}',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        text,
        text,
        text,
        (argv, value, content, folder) => {
          const objects = runObjectsOf(
            aPlan([
              task('load'),
              task('one', {
                argv,
                dependsOn: ['load'],
                workingDirectory: folder,
                env: [{ name: 'A', value }],
                files: [{ path: 'a', mode: '0644', content }],
                title: value,
              }),
            ]),
            options,
          );
          const workflow = objects.ok
            ? JSON.stringify(objects.value.workflow)
            : '';
          expect(workflow.replace(own, '')).not.toContain('{{');
        },
      ),
    );
  });
});

describe('proofOf', () => {
  it('is a label that only the key can make, for one run in one namespace', () => {
    const { runId } = aPlan([]);
    const proof = proofOf('key', runId, 'a');
    expect(proof).toMatch(/^[0-9a-f]{40}$/);
    expect(proofOf('key', runId, 'a')).toBe(proof);
    expect(proofOf('other', runId, 'a')).not.toBe(proof);
    expect(proofOf('key', runId, 'b')).not.toBe(proof);
  });
});
