import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AuditRecord } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { RelativeTime } from '../shared/RelativeTime';
import { AuditChangeLine } from './AuditChangeLine';
import { auditChanges } from './auditChanges';
import { AuditSubject } from './AuditSubject';
import { EntityLink } from './EntityLink';
import { useAuditSentence } from './useAuditSentence';
import styles from './Audit.module.css';

/** Differences that stand open; more of them are opened by whoever wants to know. */
const SHOWN = 5;

/** A change: when, who, of what, and what is different; the record itself for those who need it. */
export function AuditEntry({ record }: { record: AuditRecord }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const sentence = useAuditSentence();
  const changes = auditChanges(record.before, record.after);
  const lines = changes.map(change => (
    <AuditChangeLine
      key={`${change.kind} ${change.name} ${change.before} ${change.after}`}
      change={change}
    />
  ));
  return (
    <tr>
      <td>
        <RelativeTime value={record.at} />
      </td>
      <td>
        {record.actor === 'system' ? (
          t('security.audit.system')
        ) : (
          <EntityLink entityRef={record.actor} />
        )}
      </td>
      <td>
        <AuditSubject subject={record.subject} />
      </td>
      <td>
        <span>{sentence(record)}</span>
        <ul className={styles.changes}>{lines.slice(0, SHOWN)}</ul>
        {lines.length > SHOWN && (
          <details className={styles.more}>
            <summary>
              {t('security.audit.more', { count: lines.length - SHOWN })}
            </summary>
            <ul className={styles.changes}>{lines.slice(SHOWN)}</ul>
          </details>
        )}
        <details className={styles.more}>
          <summary>{t('security.audit.raw')}</summary>
          <pre className={styles.raw}>{JSON.stringify(record, null, 2)}</pre>
        </details>
      </td>
    </tr>
  );
}
