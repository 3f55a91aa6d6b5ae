import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../Refusal.mjs';
import { reference } from '../images/images.mjs';
import { ARGO_NAMESPACE, argoObjects } from './argoObjects.mjs';

const GROUP_VERSION = 'argoproj.io/v1alpha1';
const SERVED_MS = 120_000;

/**
 * Argo's resource definitions, the full ones: the minimal ones accept anything, so that a mistake
 * in a workflow would be found on somebody else's cluster.
 */
export async function installArgo({ argo, paths, kubectl, storage }) {
  const folder = join(paths.argoSources(argo), 'manifests/base/crds/full');
  const files = readdirSync(folder).filter(name =>
    name.startsWith('argoproj.io_'),
  );
  await kubectl([
    // To be merged with nothing, and too large for the annotation that `apply` leaves.
    ...['create', '--validate=false'],
    ...files.map(name => `--filename=${join(folder, name)}`),
  ]);
  const names = files.map(name => name.replace(/^argoproj\.io_|\.yaml$/g, ''));
  const until = performance.now() + SERVED_MS;
  while (!(await areServed(kubectl, names))) {
    if (performance.now() > until) {
      throw new Refusal(
        `The API server does not serve Argo's resources after ${
          SERVED_MS / 1000
        } s`,
      );
    }
    await sleep(200);
  }
  await kubectl.apply(argoObjects({ argo, bucket: storage.bucket }));
}

async function areServed(kubectl, names) {
  const list = await kubectl(['get', `--raw=/apis/${GROUP_VERSION}`]).catch(
    // The group is not there before the first of them.
    () => '{"resources":[]}',
  );
  const served = JSON.parse(list).resources.map(({ name }) => name);
  return names.every(name => served.includes(name));
}

/** The workflow controller, which is a program beside the control plane and not a pod. */
export function workflowController({ argo, paths, folder }) {
  return {
    name: 'workflow-controller',
    command: [
      paths.argoProgram(argo, 'workflow-controller'),
      `--kubeconfig=${folder}/workflow-controller.kubeconfig`,
      `--namespace=${ARGO_NAMESPACE}`,
      '--configmap=workflow-controller-configmap',
      `--executor-image=${reference(argo)}`,
      '--executor-image-pull-policy=IfNotPresent',
      '--loglevel=info',
    ],
    env: {
      ARGO_EXECUTOR_IMAGE: reference(argo),
      LEADER_ELECTION_DISABLE: 'true',
      // Without it, a task whose machine is lost is executed again, whatever its retry policy says.
      ARGO_POD_STATUS_CAPTURE_FINALIZER: 'true',
      // It looks at a workflow again after 10 s by default, which makes two steps last 22 s.
      DEFAULT_REQUEUE_TIME: '500ms',
    },
  };
}
