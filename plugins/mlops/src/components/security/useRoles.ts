import { useApi } from '@backstage/frontend-plugin-api';
import type { RoleKind } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePagedList } from '../../hooks/usePagedList';

/** Roles of some kinds by name, page by page. */
export function useRoles(kind: RoleKind[], search: string) {
  const api = useApi(mlopsApiRef);
  return usePagedList(queryKeys.roles({ kind, search }), ({ cursor, signal }) =>
    api.listRoles({
      query: { cursor, kind, ...(search && { search }) },
      signal,
    }),
  );
}
