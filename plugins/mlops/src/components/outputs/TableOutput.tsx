import type { OutputEntry } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { blobAsText } from './blobAsText';
import { focusable } from '../run/focusable';
import { LoadedOutput } from './LoadedOutput';
import type { OutputSource } from './OutputSource';
import { parseTable } from './parseTable';
import { useOutput } from './useOutput';
import styles from './outputs.module.css';

/** Bytes read of a table. */
const READ = 500_000;

const ROWS = 200;

const NUMBER = /^\s*[-+]?(\d[\d_,]*\.?\d*|\.\d+)([eE][-+]?\d+)?\s*%?\s*$/;

/** The first rows of a table in a file. */
export function TableOutput(props: {
  source: OutputSource;
  entry: OutputEntry;
}) {
  const { source, entry } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const query = useOutput(source, entry.path, READ, blobAsText);
  const separator = /tab-separated|\.tsv$/i.test(
    `${entry.mediaType} ${entry.path}`,
  )
    ? '\t'
    : ',';
  return (
    <LoadedOutput query={query}>
      {text => {
        const { head, rows, cut } = parseTable(text, separator, ROWS);
        return (
          <>
            <div className={styles.scroll} ref={focusable}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    {head.map((name, column) => (
                      <th key={column} scope="col">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row, index) => (
                    <tr key={index}>
                      {row.map((value, column) => (
                        <td
                          key={column}
                          className={
                            NUMBER.test(value) ? styles.number : undefined
                          }
                        >
                          {value}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {(cut || entry.size > READ) && (
              <p className={styles.cut}>
                {t('run.outputs.cutTable', { rows: String(rows.length) })}
              </p>
            )}
          </>
        );
      }}
    </LoadedOutput>
  );
}
