import { InputError } from '@backstage/errors';

/** A kind of objects on a cluster. */
export interface ResourceName {
  /** As kubectl writes it in full, for people: `pytorchjobs.v1.kubeflow.org`. */
  title: string;
  /** In all namespaces, for example `/apis/kubeflow.org/v1/pytorchjobs`. */
  path: string;
}

/**
 * Reads the full name of a kind, in the plural and with version and group, as kubectl takes it: `jobs.v1.batch`,
 * and `services.v1` for those without a group.
 */
export function readResourceName(title: string): ResourceName {
  const [, plural, version, group] =
    /^([a-z0-9-]+)\.(v[a-z0-9]+)(?:\.([a-z0-9.-]+))?$/.exec(title) ?? [];
  if (plural === undefined || version === undefined) {
    throw new InputError(
      `mlops.kubernetes.launched: "${title}" is no kind of objects: write it in the plural with version and group, such as jobs.v1.batch`,
    );
  }
  return {
    title,
    path: group
      ? `/apis/${group}/${version}/${plural}`
      : `/api/${version}/${plural}`,
  };
}
