import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Refusal } from '../../Refusal.mjs';
import { outputOf } from '../../process/outputOf.mjs';
import { runToLog } from '../../process/runToLog.mjs';
import { fingerprint } from '../../workspace/fingerprint.mjs';
import { unlessStamped } from '../../workspace/stamp.mjs';
import { findGo } from './findGo.mjs';
import { layArgoSources } from './layArgoSources.mjs';
import { linkerFlags } from './linkerFlags.mjs';
import { pins } from './pins.mjs';

/** Names by which the one binary of Kubernetes is called. */
const KUBERNETES = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-proxy',
  'kube-scheduler',
  'kubectl',
  'kubelet',
];

/** What of `testbed/modules` becomes which file, or files in a folder where several do. */
const BUILDS = [
  { folder: 'kubernetes', packages: ['.'], out: 'kube' },
  {
    folder: 'kubernetes',
    packages: ['sigs.k8s.io/kwok/cmd/kwok'],
    out: 'kwok',
  },
  ...Object.entries(pins.argo).map(([name, { module }]) => ({
    folder: 'kubernetes',
    packages: [`${module}/cmd/workflow-controller`, `${module}/cmd/argoexec`],
    out: `${name}/`,
  })),
  {
    folder: 'storage',
    packages: ['github.com/versity/versitygw/cmd/versitygw'],
    out: 'versitygw',
  },
  { folder: 'pause', packages: ['.'], out: 'pause' },
];

/**
 * The programs of the clusters in `.cache/testbed/bin`, compiled when their sources or versions
 * changed: a quarter of an hour on two processors from nothing, of a minute with Go's own caches.
 */
export async function buildPrograms({ folders, paths, step, signal }) {
  const digest = fingerprint(
    folders.root,
    ['testbed/modules'],
    [JSON.stringify(pins), linkerFlags()],
  );
  mkdirSync(paths.bin, { recursive: true });
  await unlessStamped(join(paths.bin, '.stamp'), digest, async () => {
    const go = findGo();
    if (!go) throw new Refusal(GO_IS_MISSING);
    await step('Fetching the sources of Argo Workflows', async () => {
      for (const name of Object.keys(pins.argo)) {
        await layArgoSources(name, {
          paths,
          go: words => outputOf([go, ...words], { cwd: paths.home }),
        });
      }
    });
    for (const { folder, packages, out } of BUILDS) {
      const name = basename(out);
      await step(`Building ${name}`, onLine =>
        runToLog(compile({ go, packages, to: join(paths.bin, out) }), {
          title: 'go build',
          log: join(paths.buildLogs, `${name}.log`),
          cwd: join(paths.source, 'modules', folder),
          env: { ...process.env, CGO_ENABLED: '0' },
          onLine,
          signal,
        }),
      );
    }
    for (const name of KUBERNETES) {
      rmSync(paths.program(name), { force: true });
      symlinkSync('kube', paths.program(name));
    }
  });
}

export const GO_IS_MISSING =
  'Missing: Go 1.21 or newer, which the clusters are built with. Install it (https://go.dev/doc/install), or use a cluster that you have: name it in "kubernetes:" of your configuration.';

function compile({ go, packages, to }) {
  return [
    // People go on working while it builds.
    ...['nice', '-n', '10'],
    ...[go, 'build', '-trimpath', '-buildvcs=false', '-v'],
    ...['-ldflags', linkerFlags(), '-o', to],
    ...packages,
  ];
}
