import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useQueryState } from '../../hooks/useQueryState';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DelayedSearch } from '../shared/DelayedSearch';
import { AuditList } from './AuditList';
import styles from './Security.module.css';

/** The record of changes, by what was changed and by whom. */
export function AuditTab() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [subject, setSubject] = useQueryState('subject');
  const [actor, setActor] = useQueryState('actor');
  return (
    <div className={`${styles.column} ${styles.panel}`}>
      <div className={styles.filters}>
        <DelayedSearch
          label={t('security.audit.subject')}
          value={subject}
          onChange={setSubject}
        />
        <DelayedSearch
          label={t('security.audit.actor')}
          value={actor}
          onChange={setActor}
        />
      </div>
      <AuditList
        filter={{ ...(subject && { subject }), ...(actor && { actor }) }}
      />
    </div>
  );
}
