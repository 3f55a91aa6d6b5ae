import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from './CopyableId.module.css';

/** An id, shown by its end and copied whole. */
export function CopyableId({ id }: { id: string }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [copied, setCopied] = useState(false);
  const shown = `…${id.slice(-8)}`;
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return (
    <button
      type="button"
      className={styles.id}
      title={id}
      // Whoever speaks to the portal says what stands on the button.
      aria-label={t('common.copyId', { shown, id })}
      onClick={copy}
      onBlur={() => setCopied(false)}
    >
      {shown}
      {copied ? (
        <RiCheckLine aria-hidden size={14} />
      ) : (
        <RiFileCopyLine aria-hidden size={14} />
      )}
    </button>
  );
}
