import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AuditRecord, RouteRequest } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePagedList } from '../../hooks/usePagedList';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { securityMessages } from '../../translations/security';
import { PagedList } from '../shared/PagedList';
import { RelativeTime } from '../shared/RelativeTime';
import { auditChanges } from './auditChanges';
import styles from './Security.module.css';

/** Changes of who may do what, newest first. */
export function AuditList({
  filter,
}: {
  filter: Omit<
    NonNullable<RouteRequest<'listAuditRecords'>['query']>,
    'cursor'
  >;
}) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const records = usePagedList(queryKeys.audit(filter), ({ cursor, signal }) =>
    api.listAuditRecords({ query: { ...filter, cursor }, signal }),
  );
  return (
    <div className={styles.column}>
      <PagedList
        list={records}
        height={240}
        empty={{
          title: t('security.audit.empty'),
          description: t('security.audit.emptyWhy'),
        }}
      >
        <table className={styles.table} aria-label={t('security.tabs.audit')}>
          <thead>
            <tr>
              <th scope="col">{t('security.audit.when')}</th>
              <th scope="col">{t('security.audit.who')}</th>
              <th scope="col">{t('security.audit.what')}</th>
              <th scope="col">{t('security.audit.change')}</th>
            </tr>
          </thead>
          <tbody>
            {records.items.map(record => (
              <Row key={record.id} record={record} />
            ))}
          </tbody>
        </table>
      </PagedList>
    </div>
  );
}

function Row({ record }: { record: AuditRecord }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { action, subject } = record;
  return (
    <tr>
      <td>
        <RelativeTime value={record.at} />
      </td>
      <td>{record.actor}</td>
      <td>
        {isAction(action)
          ? t(`security.audit.action.${action}`, { name: subject.name })
          : `${action}: ${subject.name}`}
      </td>
      <td>
        <ul className={styles.changes}>
          {auditChanges(record.before, record.after).map(({ sign, text }) => (
            <li key={text}>{`${sign} ${text}`}</li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

function isAction(
  action: string,
): action is keyof typeof securityMessages.audit.action {
  return Object.hasOwn(securityMessages.audit.action, action);
}
