import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  NO_QUOTA,
  parseQuota,
  quotaTextSchema,
  type Quota,
} from '@mlops/plugin-mlops-common';

const KEY = 'mlops.quota';

/** What project groups may use that have no quota of their own. */
export function readQuota(root: Config): Quota {
  if (!root.has(KEY)) return NO_QUOTA;
  const written = quotaTextSchema.safeParse(root.get(KEY));
  if (!written.success) {
    throw new InputError(
      `${KEY} must say tasks, cpu, memory, gpu and disk such as cpu: 8, memory: 32G: ${written.error.message}`,
    );
  }
  const quota = parseQuota(written.data);
  if (quota.ok) return quota.value;
  throw new InputError(
    `${KEY}.${quota.problems.map(({ message }) => message).join('; ')}`,
  );
}
