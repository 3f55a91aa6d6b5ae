import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { nameSchema, versionSchema } from '@mlops/plugin-mlops-common';

/**
 * Versions of job templates that an administrator released for privilege, as `name@version`.
 *
 * @throws InputError that names the entry and what is wrong with it
 */
export function readPrivileged(root: Config): string[] {
  const entries = root.getOptionalStringArray('mlops.privileged') ?? [];
  for (const entry of entries) {
    const [name, version, ...more] = entry.split('@');
    const isVersion =
      nameSchema.safeParse(name).success &&
      versionSchema.safeParse(version).success &&
      more.length === 0;
    if (!isVersion) {
      throw new InputError(
        `mlops.privileged: "${entry}" is not one version of a job template; write it such as image-builder@1.0.0`,
      );
    }
  }
  return entries;
}
