import { isObjectName } from '../language/kubernetesNames';
import { isPlaceholderImage, locateImage } from './locateImage';
import type { TaskRuntime } from './ProgramPlan';
import { refuseTemplate, type TaskContext } from './TaskContext';

/** What the task is executed in; `null` where the template does not fit the engine, which is a problem. */
export function taskRuntime(
  context: TaskContext,
  usesEntrypoint: boolean,
): TaskRuntime | null {
  const { input, spec } = context;
  return input.engine.images
    ? containerRuntime(context, usesEntrypoint)
    : processRuntime(context, spec.local);
}

function processRuntime(
  context: TaskContext,
  local: TaskContext['spec']['local'],
): TaskRuntime | null {
  if (!local) {
    refuseTemplate(
      context,
      'it has no "local" section and cannot run on this engine, which runs processes: add one, or use a cluster',
    );
    return null;
  }
  const requirements = local.python?.requirements ?? [];
  const broken = requirements.find(line => /\p{Cc}/u.test(line));
  if (broken !== undefined) {
    refuseTemplate(
      context,
      `requirement ${JSON.stringify(
        broken,
      )} must be one line without control characters`,
    );
  }
  return { kind: 'process', python: local.python ? { requirements } : null };
}

function containerRuntime(
  context: TaskContext,
  usesEntrypoint: boolean,
): TaskRuntime | null {
  const { serviceAccount = null, hostAliases } = context.spec;
  const { images, pullSecrets } = context.input.config;
  if (context.spec.image === undefined) {
    refuseTemplate(
      context,
      'it has no "image" and cannot run on a cluster: name one',
    );
    return null;
  }
  const image = locateImage(context.spec.image, images);
  if (isPlaceholderImage(image)) {
    refuseTemplate(
      context,
      `its image "${image}" is a name for which every installation has an image of its own: say which one in mlops.images`,
    );
  }
  if (!/^[A-Za-z0-9][\w.:/@-]*$/.test(image)) {
    refuseTemplate(context, `"${image}" is not the name of an image`);
  }
  if (serviceAccount !== null && !isObjectName(serviceAccount)) {
    refuseTemplate(
      context,
      `"${serviceAccount}" is not the name of a service account`,
    );
  }
  const host = hostAliases
    .flatMap(alias => alias.hostnames)
    .find(name => !isObjectName(name.toLowerCase()));
  if (host !== undefined) {
    refuseTemplate(context, `"${host}" is not a host name`);
  }
  return {
    kind: 'container',
    image,
    usesEntrypoint,
    pullSecrets: [...new Set(pullSecrets)],
    serviceAccount,
    hostAliases,
  };
}
