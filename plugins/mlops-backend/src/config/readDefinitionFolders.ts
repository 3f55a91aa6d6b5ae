import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** A folder of job templates and pipelines. */
export interface DefinitionFolder {
  /** Relative to the working directory. */
  path: string;
  /** Its page in the host of its repository. */
  url: string | undefined;
}

/** @throws InputError for an address that no browser should be sent to */
export function readDefinitionFolders(
  config: Config | undefined,
): DefinitionFolder[] {
  const entries = config?.getOptionalConfigArray('definitions') ?? [];
  return entries.map((entry, index) => ({
    path: entry.getString('path'),
    url: readUrl(
      entry.getOptionalString('url'),
      `mlops.definitions[${index}].url`,
    ),
  }));
}

/** The messages do not repeat the address, since it may hold a password. */
function readUrl(text: string | undefined, key: string): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new InputError(
      `${key} must be the address of the folder in the host of its repository and begin with https:// or http://, for example https://github.com/acme/ml/tree/main/definitions`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new InputError(
      `${key} must not hold a user name, password or token: everybody who sees a pipeline sees this address. Remove what stands before the "@"`,
    );
  }
  return url.href;
}
