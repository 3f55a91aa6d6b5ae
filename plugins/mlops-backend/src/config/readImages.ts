import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ImageLocation } from '@mlops/plugin-mlops-common';

/** Host with port, path, and tag or digest; each but the first may be missing. */
const NAME = /^[A-Za-z0-9][\w.-]*(:\d+)?(\/[\w.-]+)*([:@][\w.:-]*\w)?$/;

/**
 * Where this installation has images that templates know by other names.
 *
 * @throws InputError that names the entry and what is wrong with it
 */
export function readImages(root: Config): ImageLocation[] {
  const locations = (root.getOptionalConfigArray('mlops.images') ?? []).map(
    entry => ({
      prefix: readName(entry, 'prefix'),
      location: readName(entry, 'location'),
    }),
  );
  const prefixes = new Set<string>();
  for (const { prefix } of locations) {
    if (prefixes.has(prefix)) {
      throw new InputError(`mlops.images names the prefix "${prefix}" twice`);
    }
    prefixes.add(prefix);
  }
  return locations;
}

function readName(entry: Config, key: 'prefix' | 'location'): string {
  const name = entry.getString(key);
  if (NAME.test(name)) return name;
  throw new InputError(
    `mlops.images: ${key} "${name}" is not the beginning of the name of an image; write it such as registry.example.com/mirror, without a scheme and without a slash at its end`,
  );
}
