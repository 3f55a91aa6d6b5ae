import type { ReactNode } from 'react';
import { Skeleton } from '@backstage/ui';
import { NotFoundErrorPage } from '@backstage/frontend-plugin-api';
import type { MlopsPermission } from '@mlops/plugin-mlops-common';
import { usePermitted } from '../../hooks/usePermitted';
import { useMe } from '../../hooks/useMe';
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
  const known = useMe() !== undefined;
  const permitted = usePermitted(props.permission);
  if (!known) return <Skeleton width="100%" height={480} />;
  return permitted ? <>{props.children}</> : <NotFoundErrorPage />;
}
