import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { SourceFile } from '@mlops/plugin-mlops-common';

/** Pages of a file in the host of its repository. */
export type SourceLinks = Pick<SourceFile, 'viewUrl' | 'editUrl'>;

/** What is at a commit stays as it is; a page that changes it would not change what is in force. */
const COMMIT = /\b[0-9a-f]{40,}\b/;

/**
 * The pages of a file below a folder of definitions.
 *
 * @param folderUrl - page of the folder; absent: no pages
 * @param path - of the file, from the folder on, with slashes
 * @throws InputError where the host of the repository has no such folders
 */
export function linksIn(
  folderUrl: string | undefined,
  path: string,
  integrations: ScmIntegrationRegistry,
): SourceLinks {
  if (folderUrl === undefined) return { viewUrl: null, editUrl: null };
  const integration = integrations.byUrl(folderUrl);
  try {
    const viewUrl = integrations.resolveUrl({
      url: `./${path.split('/').map(encodeURIComponent).join('/')}`,
      base: asFolder(folderUrl, integration?.type),
    });
    const isChangeable = integration !== undefined && !COMMIT.test(viewUrl);
    return {
      viewUrl,
      editUrl: isChangeable ? integrations.resolveEditUrl(viewUrl) : null,
    };
  } catch (error) {
    throw new InputError(
      `The address ${folderUrl} in mlops.definitions is none of a folder in ${
        integration?.type ?? 'a repository'
      }`,
      error,
    );
  }
}

/** With a slash at its end, without which a file would be looked for beside the folder. */
function asFolder(address: string, host: string | undefined): string {
  const url = new URL(address);
  const inQuery = host === 'azure' ? url.searchParams.get('path') : null;
  if (inQuery !== null) url.searchParams.set('path', withSlash(inQuery));
  else url.pathname = withSlash(url.pathname);
  return url.href;
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}
