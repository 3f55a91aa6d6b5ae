import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SCOPES } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { securityMessages } from '../../translations/security';
import type { AuditChange } from './auditChanges';
import { usePermissionWords } from './usePermissionWords';
import styles from './Audit.module.css';

/** One difference in words: what it is, how it was and how it is. */
export function AuditChangeLine({ change }: { change: AuditChange }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { permissionWord, scopeWord } = usePermissionWords();
  const { kind, name, before, after } = change;
  const fieldWord = isField(name) ? t(`security.audit.field.${name}`) : name;
  if (kind === 'entry') {
    return (
      <li>
        {fieldWord}: <Value was>{before}</Value>
        <Value>{after}</Value>
      </li>
    );
  }
  const word = (value: string | null) =>
    kind === 'field' || value === null
      ? value
      : scopeWord(SCOPES.find(scope => scope === value));
  const none =
    kind === 'field' ? t('security.audit.nothing') : scopeWord(undefined);
  return (
    <li title={kind === 'grant' ? name : undefined}>
      {kind === 'grant' ? permissionWord(name) : fieldWord}:{' '}
      {before === null ? none : <Value was>{word(before)}</Value>} →{' '}
      {after === null ? none : <Value>{word(after)}</Value>}
    </li>
  );
}

/** How something was, or is; the elements say so to a screen reader too. */
function Value(props: { was?: boolean; children: string | null }) {
  const { was = false, children } = props;
  if (children === null) return null;
  return was ? (
    <del className={styles.was}>{children}</del>
  ) : (
    <ins className={styles.is}>{children}</ins>
  );
}

function isField(
  name: string,
): name is keyof typeof securityMessages.audit.field {
  return Object.hasOwn(securityMessages.audit.field, name);
}
