import type { OutputEntry } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useThemeMode } from '../../hooks/useThemeMode';
import { blobAsText } from './blobAsText';
import { frameDocument } from './frameDocument';
import { LoadedOutput } from './LoadedOutput';
import type { OutputSource } from './OutputSource';
import { useOutput } from './useOutput';
import styles from './outputs.module.css';

/** HTML or SVG that a program of a user wrote: in a frame without origin, script, forms or network. */
export function PageOutput(props: {
  source: OutputSource;
  entry: OutputEntry;
}) {
  const { source, entry } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const mode = useThemeMode();
  const query = useOutput(source, entry.path, null, blobAsText);
  return (
    <LoadedOutput query={query}>
      {text => (
        <iframe
          className={styles.page}
          title={t('run.outputs.page', { path: entry.path })}
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={frameDocument(text, mode)}
        />
      )}
    </LoadedOutput>
  );
}
