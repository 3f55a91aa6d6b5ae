import { Fragment } from 'react';
import { Link } from '@backstage/ui';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '../../routes';

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

/** A reference that breaks between its parts where it does not fit. */
function Breakable({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=[:/])/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}
