import type { OutputEntry } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { focusable } from '../run/focusable';
import { formatBytes } from '../shared/formatBytes';
import { blobAsText } from './blobAsText';
import { LoadedOutput } from './LoadedOutput';
import type { OutputSource } from './OutputSource';
import { prettyJson } from './prettyJson';
import { useOutput } from './useOutput';
import styles from './outputs.module.css';

/** Bytes shown of a text file. */
const SHOWN = 200_000;

/** The beginning of a text file; JSON is set out so that one can read it. */
export function TextOutput(props: {
  source: OutputSource;
  entry: OutputEntry;
  json: boolean;
}) {
  const { source, entry, json } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const query = useOutput(source, entry.path, json ? null : SHOWN, blobAsText);
  return (
    <LoadedOutput query={query}>
      {text => (
        <>
          <pre className={styles.text} ref={focusable}>
            {json ? prettyJson(text).slice(0, SHOWN) : text}
          </pre>
          {entry.size > SHOWN && (
            <p className={styles.cut}>
              {t('run.outputs.cutText', {
                shown: formatBytes(SHOWN),
                size: formatBytes(entry.size),
              })}
            </p>
          )}
        </>
      )}
    </LoadedOutput>
  );
}
