import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import { quotaReadPermission } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePermitted } from '../../hooks/usePermitted';

/** Milliseconds between two looks where no signal comes. */
const POLL = 10_000;

/** What the runs of a project group may use and use; not asked for by whom it may not be told. */
export function useQuota(project: string) {
  const api = useApi(mlopsApiRef);
  const mayRead = usePermitted(quotaReadPermission, {
    project,
    createdBy: null,
  });
  return useQuery({
    queryKey: queryKeys.quota(project),
    queryFn: ({ signal }) =>
      api.getProjectQuota({ params: { project }, signal }),
    enabled: mayRead,
    refetchInterval: POLL,
  });
}
