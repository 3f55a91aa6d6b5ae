import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { usePagedList } from '../../hooks/usePagedList';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { PagedList } from '../shared/PagedList';
import { AuditEntry } from './AuditEntry';
import type { AuditFilter } from './auditFilter';
import styles from './Security.module.css';

/** Changes of who may do what, newest first. */
export function AuditList(props: {
  filter: AuditFilter;
  /** Somebody has chosen what is shown, and may choose otherwise. */
  isChosen?: boolean;
}) {
  const { filter, isChosen = false } = props;
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
          title: t(`security.audit.${isChosen ? 'noMatch' : 'empty'}`),
          description: t(
            `security.audit.${isChosen ? 'noMatchWhy' : 'emptyWhy'}`,
          ),
        }}
      >
        <table className={styles.table} aria-label={t('security.tabs.audit')}>
          <thead>
            <tr>
              <th scope="col">{t('security.audit.when')}</th>
              <th scope="col">{t('security.audit.who')}</th>
              <th scope="col">{t('security.audit.object')}</th>
              <th scope="col">{t('security.audit.what')}</th>
            </tr>
          </thead>
          <tbody>
            {records.items.map(record => (
              <AuditEntry key={record.id} record={record} />
            ))}
          </tbody>
        </table>
      </PagedList>
    </div>
  );
}
