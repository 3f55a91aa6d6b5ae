import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folders } from '../../../scripts/lib/folders.mjs';
import { source } from '../source.mjs';
import { formatSpread, spreadOf, timeCalls } from './milliseconds.mjs';
import { verdict } from './verdict.mjs';

const GOAL_MS = 50;

/** Compiles pipelines as the backend does at Run. @returns whether each goal was reached */
export function compileSpeed(shapes, rounds) {
  return Object.entries(shapes).map(([title, shape]) => {
    const compile = compilerOf(shape);
    compile();
    const measured = spreadOf(timeCalls(compile, rounds));
    process.stdout.write(`  compile, ${title}: ${formatSpread(measured)}\n`);
    return verdict(`p95 ${GOAL_MS} ms`, measured.p95 <= GOAL_MS);
  });
}

/**
 * What makes a plan of a pipeline with these tasks, each of which executes a line of shell.
 *
 * @returns a function that gives the plan, and throws where there is a problem
 */
export function compilerOf(shape) {
  const common = source('plugins/mlops-common/src/index.ts');
  const file = join(folders.root, 'catalog/definitions/basics/shell.yaml');
  const [document] = common.readDocuments(readFileSync(file, 'utf8'));
  const input = inputOf(common, document.value, shape);
  return () => {
    const plan = common.compile(input);
    if (!plan.ok) throw new Error(plan.problems[0].message);
    return plan.value;
  };
}

function inputOf({ pipelineSpecSchema }, template, shape) {
  const { name } = template.metadata;
  const { version, stage } = template.spec;
  return {
    pipeline: {
      id: '01jd0000000000000000000001',
      name: 'bench',
      title: 'Bench',
      revision: 1,
      spec: pipelineSpecSchema.parse({
        project: 'public',
        tasks: shape.map((task, i) => ({
          ...task,
          template: name,
          version,
          parameters: { script: `echo ${i} {{ run.id }}` },
          env: { STEP: `${i}` },
        })),
      }),
    },
    templates: [
      { name, version, stage, digest: 'digest', spec: template.spec },
    ],
    project: {
      name: 'public',
      volumeMount: null,
      cluster: null,
      namespace: null,
      org: null,
    },
    run: {
      id: '01jd0000000000000000000002',
      number: 1,
      trigger: 'manual',
      createdBy: 'user:default/ann',
      createdAt: '2026-11-24T22:30:00.000Z',
      timeZone: 'Europe/Berlin',
      parameters: {},
    },
    config: {
      env: { LANG: 'C.UTF-8' },
      pullSecrets: [],
      images: [],
      resources: {},
      hostPaths: [],
      namespaces: [],
      clusters: [],
      privileged: [],
    },
    engine: { images: false },
  };
}
