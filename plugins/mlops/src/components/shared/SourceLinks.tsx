import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SourceFile } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from './SourceLinks.module.css';

/** Where to change what is read-only here because it comes from Git; nothing for what was made here. */
export function SourceLinks({ file }: { file: SourceFile | null }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  if (!file) return null;
  return (
    <p className={styles.source}>
      <span>
        {t('common.source.fromGit')} <code>{file.path}</code>
      </span>
      {file.viewUrl && (
        <Link href={file.viewUrl} target="_blank">
          {t('common.source.view')}
        </Link>
      )}
      {file.editUrl && (
        <Link href={file.editUrl} target="_blank">
          {t('common.source.edit')}
        </Link>
      )}
    </p>
  );
}
