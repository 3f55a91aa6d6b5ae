import { Link } from '@backstage/ui';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '../../routes';
import { Breakable } from '../shared/Breakable';

/** A person or group by name, with the way to their page in the catalog; what is none stands as it is. */
export function EntityLink({ entityRef }: { entityRef: string }) {
  const entityPath = useRouteRef(entityRouteRef);
  if (!/^(user|group):/.test(entityRef) || !entityPath)
    return <Breakable text={entityRef} />;
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return (
    <Link href={entityPath({ kind, namespace, name })}>
      <Breakable text={entityRef} />
    </Link>
  );
}
