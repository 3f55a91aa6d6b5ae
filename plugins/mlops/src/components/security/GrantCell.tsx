import { useId } from 'react';
import clsx from 'clsx';
import { RiEditLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Scope } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import type { MatrixCell } from './grantDraft';
import { ScopeChoice } from './ScopeChoice';
import { usePermissionWords } from './usePermissionWords';
import styles from './GrantMatrix.module.css';

/** One permission in the matrix: how far it is granted, what it is for, and whether that was changed. */
export function GrantCell(props: {
  cell: MatrixCell;
  scope: Scope | undefined;
  stored: Scope | undefined;
  readOnly: boolean;
  onChange(scope: Scope | undefined): void;
}) {
  const { cell, scope, stored, readOnly, onChange } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { verbWord, permissionWord, permissionWhy, scopeWord } =
    usePermissionWords();
  const id = useId();
  const isChanged = scope !== stored;
  return (
    <li
      className={clsx(
        styles.cell,
        scope !== undefined && styles.granted,
        isChanged && styles.changed,
      )}
      title={cell.name}
    >
      <ScopeChoice
        verb={verbWord(cell.verb)}
        label={permissionWord(cell.name)}
        describedBy={isChanged ? `${id}-why ${id}-was` : `${id}-why`}
        scopes={cell.scopes}
        scope={scope}
        readOnly={readOnly}
        onChange={onChange}
      />
      <span id={`${id}-why`} className={styles.why}>
        {permissionWhy(cell.name)}
      </span>
      {isChanged && (
        <span id={`${id}-was`} className={styles.was}>
          <RiEditLine aria-hidden size={14} />
          {t('security.matrix.was', { scope: scopeWord(stored) })}
        </span>
      )}
    </li>
  );
}
