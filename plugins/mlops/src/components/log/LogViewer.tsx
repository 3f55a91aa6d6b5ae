import {
  useDeferredValue,
  useEffect,
  useReducer,
  useRef,
  useState,
} from 'react';
import { Button, Skeleton } from '@backstage/ui';
import { RiArrowDownLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { followReducer, initialFollow } from './followReducer';
import { LogLines } from './LogLines';
import { LogNotice } from './LogNotice';
import type { LogReader, LogSnapshot } from './LogReader';
import type { LogSource } from './LogSource';
import { LogToolbar } from './LogToolbar';
import { saveBlob } from '../run/saveBlob';
import { plainText } from '@mlops/plugin-mlops-common';
import { useLogReader } from './useLogReader';
import { useLogSearch } from './useLogSearch';
import styles from './LogViewer.module.css';

interface LogViewerProps {
  /** Must stay the same object for the same log. */
  source: LogSource;
  /** Whether more may be written. */
  live: boolean;
  /** Of the downloaded file. */
  fileName: string;
  /** Counts from 1. */
  linkedLine: number | null;
  onLink(number: number): void;
}

/** The log of one attempt: follows what is written, searches, links, copies and downloads. */
export function LogViewer(props: LogViewerProps) {
  const { source, live } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [tries, tryAgain] = useReducer((count: number) => count + 1, 0);
  const log = useLogReader(source, live, tries);

  if (!log || log.snapshot.phase === 'loading') {
    return (
      <div className={styles.viewer}>
        <Skeleton width="100%" height="100%" />
      </div>
    );
  }
  const { error, phase, count } = log.snapshot;
  if (phase === 'failed' && count === 0 && error) {
    return <ErrorPanel error={error} onRetry={tryAgain} />;
  }
  if (count === 0) {
    return (
      <EmptyState
        title={t('run.log.empty')}
        description={live ? t('run.log.emptyLive') : t('run.log.emptyEnded')}
      />
    );
  }
  return <LoadedLog {...props} {...log} key={tries} onRetry={tryAgain} />;
}

function LoadedLog(
  props: LogViewerProps & {
    reader: LogReader;
    snapshot: LogSnapshot;
    onRetry(): void;
  },
) {
  const { source, reader, snapshot, fileName, linkedLine, onLink } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [wrap, setWrap] = useState(false);
  const [query, setQuery] = useState('');
  const [downloading, setDownloading] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const [follow, dispatch] = useReducer(followReducer, {
    ...initialFollow,
    following: linkedLine === null,
  });
  const sought = useDeferredValue(query);
  const search = useLogSearch(reader, snapshot, sought);
  const hit = search.hits[search.at] ?? null;

  const written = snapshot.count - snapshot.shift;
  const seen = useRef(written);
  useEffect(() => {
    dispatch({ type: 'grew', lines: written - seen.current });
    seen.current = written;
  }, [written]);

  useEffect(() => {
    if (hit) dispatch({ type: 'held' });
  }, [hit]);

  const copy = async () => {
    const lines = Array.from({ length: snapshot.count }, (_, index) =>
      plainText(reader.line(index)),
    );
    await navigator.clipboard.writeText(lines.join('\n'));
  };

  const download = async () => {
    const aborter = new AbortController();
    const { bytes } = await source.read({
      offset: 0,
      follow: false,
      signal: aborter.signal,
    });
    saveBlob(await new Response(bytes).blob(), fileName);
  };

  const attempt = (work: () => Promise<void>) => {
    setFailure(null);
    return work().catch((cause: unknown) =>
      setFailure(cause instanceof Error ? cause : new Error(String(cause))),
    );
  };

  return (
    <div className={styles.viewer}>
      <LogToolbar
        query={query}
        onQuery={setQuery}
        search={search}
        wrap={wrap}
        onWrap={setWrap}
        onCopy={() => attempt(copy)}
        onDownload={() => {
          setDownloading(true);
          void attempt(download).finally(() => setDownloading(false));
        }}
        downloading={downloading}
      />
      <LogNotice
        snapshot={snapshot}
        failure={failure}
        onLoadEarlier={() => reader.loadEarlier()}
        onRetry={props.onRetry}
      />
      <div className={styles.body}>
        <LogLines
          reader={reader}
          snapshot={snapshot}
          wrap={wrap}
          following={follow.following}
          onScrolled={atEnd => dispatch({ type: 'scrolled', atEnd })}
          query={sought}
          hit={hit}
          linkedLine={linkedLine}
          onLink={onLink}
        />
        {!follow.following && (
          <div className={styles.pill}>
            <Button
              size="small"
              variant="primary"
              iconStart={<RiArrowDownLine aria-hidden />}
              onPress={() => dispatch({ type: 'jumped' })}
            >
              {follow.unseen > 0
                ? t('run.log.jumpNew', { count: follow.unseen })
                : t('run.log.jump')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
