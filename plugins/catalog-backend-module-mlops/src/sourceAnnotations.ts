import {
  ANNOTATION_EDIT_URL,
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { SourceFile } from '@mlops/plugin-mlops-common';

/** Finds the folder of a file by the address of the file, as the host of its repository writes addresses. */
export type FolderOf = (fileUrl: string) => string;

/** As the catalog itself finds the source of what it reads from a repository. */
export function folderIn(integrations: ScmIntegrationRegistry): FolderOf {
  return fileUrl => integrations.resolveUrl({ url: './', base: fileUrl });
}

/** Where an entity is read and changed, and the folder of its source; nothing without an address of its file. */
export function sourceAnnotations(
  file: SourceFile | null,
  folderOf: FolderOf,
): Record<string, string> {
  if (!file?.viewUrl) return {};
  return {
    [ANNOTATION_VIEW_URL]: file.viewUrl,
    ...(file.editUrl ? { [ANNOTATION_EDIT_URL]: file.editUrl } : {}),
    [ANNOTATION_SOURCE_LOCATION]: stringifyLocationRef({
      type: 'url',
      target: folderOf(file.viewUrl),
    }),
  };
}
