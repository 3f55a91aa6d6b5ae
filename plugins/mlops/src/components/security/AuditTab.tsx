import { useSearchParams } from 'react-router-dom';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useQueryState } from '../../hooks/useQueryState';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DelayedSearch } from '../shared/DelayedSearch';
import { auditFilterOf } from './auditFilter';
import { AuditList } from './AuditList';
import { PersonChoice } from './PersonChoice';
import { SubjectChoice } from './SubjectChoice';
import styles from './Security.module.css';

/** The record of changes, by what was changed and by whom; the address holds the filters. */
export function AuditTab() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [, setQuery] = useSearchParams();
  const [search, setSearch] = useQueryState('search');
  const [person, setPerson] = useQueryState('person');
  const [subject, setSubject] = useQueryState('object');
  const filter = auditFilterOf({ search, person, subject });
  const isChosen = Object.keys(filter).length > 0;
  return (
    <div className={`${styles.column} ${styles.panel}`}>
      <div className={styles.question}>
        <PersonChoice person={person} onChange={setPerson} />
        <SubjectChoice subject={subject} onChange={setSubject} />
      </div>
      <div className={styles.filters}>
        <DelayedSearch
          label={t('security.audit.search')}
          value={search}
          onChange={setSearch}
        />
        {isChosen && (
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setQuery({ tab: 'audit' }, { replace: true })}
          >
            {t('security.audit.clear')}
          </Button>
        )}
      </div>
      <AuditList filter={filter} isChosen={isChosen} />
    </div>
  );
}
