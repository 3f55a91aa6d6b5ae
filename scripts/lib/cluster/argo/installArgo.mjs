import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { ARGO_NAMESPACE, argoObjects } from './argoObjects.mjs';
import { reference } from '../images/images.mjs';

/**
 * Argo's resource definitions, the full ones: the minimal ones accept anything, so that a mistake
 * in a workflow would be found on somebody else's cluster.
 */
export async function installArgo({ paths, kubectl, storage }) {
  const folder = join(paths.argoSources, 'manifests/base/crds/full');
  const files = readdirSync(folder).filter(name =>
    name.startsWith('argoproj.io_'),
  );
  await kubectl([
    // Applied by the server: they are too large for the annotation that a client leaves.
    ...['apply', '--server-side'],
    ...files.map(name => `--filename=${join(folder, name)}`),
  ]);
  await kubectl([
    ...['wait', '--for=condition=Established', '--timeout=60s'],
    ...files.map(
      name => `crd/${name.replace(/^argoproj\.io_|\.yaml$/g, '')}.argoproj.io`,
    ),
  ]);
  await kubectl.apply(argoObjects(storage));
}

/** The workflow controller, which is a program beside the control plane and not a pod. */
export function workflowController({ bin, folder }) {
  return {
    name: 'workflow-controller',
    command: [
      `${bin}/workflow-controller`,
      `--kubeconfig=${folder}/workflow-controller.kubeconfig`,
      `--namespace=${ARGO_NAMESPACE}`,
      '--configmap=workflow-controller-configmap',
      `--executor-image=${reference('argoexec')}`,
      '--executor-image-pull-policy=IfNotPresent',
      '--loglevel=info',
    ],
    env: {
      ARGO_EXECUTOR_IMAGE: reference('argoexec'),
      LEADER_ELECTION_DISABLE: 'true',
      // It looks at a workflow again after 10 s by default, which makes two steps last 22 s.
      DEFAULT_REQUEUE_TIME: '500ms',
    },
  };
}
