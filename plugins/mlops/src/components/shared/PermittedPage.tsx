import type { ReactNode } from 'react';
import { Skeleton } from '@backstage/ui';
import { useQuery } from '@tanstack/react-query';
import { NotFoundErrorPage, useApi } from '@backstage/frontend-plugin-api';
import type { MlopsPermission } from '@mlops/plugin-mlops-common';
import { usePermitted } from '../../hooks/usePermitted';
import { meQuery } from '../../api/meQuery';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { ErrorPanel } from './ErrorPanel';
import { MlopsPage } from './MlopsPage';

/** A page for those who may see it; for others it is as if there were none. */
export function PermittedPage(props: {
  permission: MlopsPermission;
  children: ReactNode;
}) {
  return (
    <MlopsPage>
      <Guarded {...props} />
    </MlopsPage>
  );
}

function Guarded(props: { permission: MlopsPermission; children: ReactNode }) {
  const me = useQuery(meQuery(useApi(mlopsApiRef)));
  const permitted = usePermitted(props.permission);
  if (me.isPending) return <Skeleton width="100%" height={480} />;
  if (!me.data) {
    return <ErrorPanel error={me.error} onRetry={() => me.refetch()} />;
  }
  return permitted ? <>{props.children}</> : <NotFoundErrorPage />;
}
