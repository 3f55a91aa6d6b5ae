import { useReducer } from 'react';
import { Skeleton } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import type { LineRange } from './lineRange';
import { LoadedLog } from './LoadedLog';
import type { LogSource } from './LogSource';
import { useLogDocument } from './useLogDocument';
import styles from './LogViewer.module.css';

export interface LogViewerProps {
  /** Must stay the same object for the same log. */
  source: LogSource;
  /** Whether more may be written. */
  live: boolean;
  /** Of the downloaded file. */
  fileName: string;
  /** Counts from 1. */
  linked: LineRange | null;
  onLink(range: LineRange): void;
}

/** The log of one attempt: follows what is written, searches, links, copies and downloads. */
export function LogViewer(props: LogViewerProps) {
  const { source, live } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [tries, tryAgain] = useReducer((count: number) => count + 1, 0);
  const opened = useLogDocument(source, live, tries);

  if (!opened || opened.snapshot.phase === 'loading') {
    return (
      <div className={styles.viewer} aria-busy>
        <Skeleton width="100%" height="100%" />
      </div>
    );
  }
  const { error, phase, lines } = opened.snapshot;
  if (phase === 'failed' && lines === 0 && error) {
    return <ErrorPanel error={error} onRetry={tryAgain} />;
  }
  if (lines === 0) {
    return (
      <EmptyState
        title={t('run.log.empty')}
        description={live ? t('run.log.emptyLive') : t('run.log.emptyEnded')}
      />
    );
  }
  return <LoadedLog {...props} {...opened} key={tries} onRetry={tryAgain} />;
}
