import { RiFileCopyLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { focusable } from './focusable';
import { IconAction } from './IconAction';
import styles from './tabs.module.css';

/** Text to read and to copy whole. */
export function CopyBlock({ text, label }: { text: string; label: string }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <div className={styles.block}>
      <pre className={styles.code} ref={focusable} aria-label={label}>
        {text}
      </pre>
      <div className={styles.copy}>
        <IconAction
          icon={<RiFileCopyLine aria-hidden />}
          label={t('run.command.copy', { what: label })}
          onPress={() => void navigator.clipboard.writeText(text)}
        />
      </div>
    </div>
  );
}
