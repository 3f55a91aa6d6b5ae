import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import type { Draft } from './grantDraft';
import { usePermissionWords } from './usePermissionWords';
import styles from './GrantMatrix.module.css';

/** What was changed and not saved, one by one, and each can be taken back. */
export function GrantChanges(props: {
  /** Names of the permissions. */
  changed: readonly string[];
  stored: Draft;
  draft: Draft;
  onUndo(permission: string): void;
}) {
  const { changed, stored, draft, onUndo } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { permissionWord, scopeWord } = usePermissionWords();
  return (
    <details className={styles.changes}>
      <summary>
        {t('security.matrix.changes', { count: changed.length })}
      </summary>
      <ul>
        {changed.map(name => (
          <li key={name}>
            <span>
              {permissionWord(name)}: {scopeWord(stored[name])} →{' '}
              <strong>{scopeWord(draft[name])}</strong>
            </span>
            <Button
              size="small"
              variant="tertiary"
              aria-label={t('security.matrix.undoOne', {
                permission: permissionWord(name),
              })}
              onPress={() => onUndo(name)}
            >
              {t('security.matrix.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
