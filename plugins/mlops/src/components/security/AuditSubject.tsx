import { Link } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AuditRecord } from '@mlops/plugin-mlops-common';
import { nodesRouteRef, projectRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EntityLink } from './EntityLink';
import { RoleLink } from './RoleLink';
import styles from './Audit.module.css';

/** What was changed, with the way to it; it may be gone by now. */
export function AuditSubject(props: { subject: AuditRecord['subject'] }) {
  const { kind, name } = props.subject;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const projectPath = useRouteRef(projectRouteRef);
  const nodesPath = useRouteRef(nodesRouteRef);
  return (
    <>
      <span className={styles.kind}>{t(`security.audit.kind.${kind}`)}</span>{' '}
      {kind === 'role' && <RoleLink role={name} title={name} />}
      {kind === 'project' && (
        <Link href={projectPath?.({ name }) ?? '/'}>{name}</Link>
      )}
      {kind === 'node' && (
        <Link
          href={`${nodesPath?.() ?? '/'}?${new URLSearchParams({
            node: name,
          })}`}
        >
          {name}
        </Link>
      )}
      {kind === 'user' && <EntityLink entityRef={name} />}
    </>
  );
}
