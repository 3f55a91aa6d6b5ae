import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from './CopyableId.module.css';

/** An id, shown by its end and copied whole. */
export function CopyableId({ id }: { id: string }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(id);
    setCopied(true);
  };
  return (
    <button
      type="button"
      className={styles.id}
      title={id}
      aria-label={t('common.copyId', { id })}
      onClick={copy}
      onBlur={() => setCopied(false)}
    >
      …{id.slice(-8)}
      {copied ? (
        <RiCheckLine aria-hidden size={14} />
      ) : (
        <RiFileCopyLine aria-hidden size={14} />
      )}
    </button>
  );
}
