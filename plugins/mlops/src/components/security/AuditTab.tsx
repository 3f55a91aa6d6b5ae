import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useQueryState } from '../../hooks/useQueryState';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DelayedSearch } from '../shared/DelayedSearch';
import { AuditList } from './AuditList';
import styles from './Security.module.css';

/** The record of changes, by what was changed and by whom. */
export function AuditTab() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [search, setSearch] = useQueryState('search');
  return (
    <div className={`${styles.column} ${styles.panel}`}>
      <DelayedSearch
        label={t('security.audit.search')}
        value={search}
        onChange={setSearch}
      />
      <AuditList filter={search ? { search } : {}} />
    </div>
  );
}
