import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { Button } from '@backstage/ui';
import { RiArrowDownLine } from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { followReducer, initialFollow } from './followReducer';
import { extendRange, sameRange } from './lineRange';
import type { LogDocument, LogSnapshot } from './LogDocument';
import { LogLines } from './LogLines';
import { LogNotice } from './LogNotice';
import { LogToolbar } from './LogToolbar';
import type { LogViewerProps } from './LogViewer';
import { useLogActions } from './useLogActions';
import { useLogSearch } from './useLogSearch';
import { useLogTimes } from './useLogTimes';
import { useRemembered } from './useRemembered';
import styles from './LogViewer.module.css';

/** A log of which something is known. */
export function LoadedLog(
  props: LogViewerProps & {
    log: LogDocument;
    snapshot: LogSnapshot;
    onRetry(): void;
  },
) {
  const { source, log, snapshot, fileName, linked, onLink } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [wrap, setWrap] = useRemembered('mlops.log.wrap');
  const [timed, setTimed] = useRemembered('mlops.log.times');
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState<{ row: number } | null>(
    linked && { row: linked.first - 1 },
  );
  const [follow, dispatch] = useReducer(followReducer, {
    ...initialFollow,
    following: linked === null,
  });
  const times = useLogTimes(source, log, timed);
  const search = useLogSearch(source, log, query);
  const { hit } = search;

  const show = useCallback((row: number) => {
    dispatch({ type: 'held' });
    setShown({ row });
  }, []);

  const seen = useRef(snapshot.lines);
  useEffect(() => {
    dispatch({ type: 'grew', lines: snapshot.lines - seen.current });
    seen.current = snapshot.lines;
  }, [snapshot.lines]);

  useEffect(() => {
    if (hit) show(hit.line);
  }, [hit, show]);

  /** The lines that the address links, once they were shown or chosen here. */
  const known = useRef(linked);
  const link = useCallback(
    (number: number, extend: boolean) => {
      known.current = extendRange(known.current, number, extend);
      onLink(known.current);
    },
    [onLink],
  );
  useEffect(() => {
    const before = known.current;
    known.current = linked;
    if (linked && !sameRange(linked, before)) show(linked.first - 1);
  }, [linked, show]);
  const actions = useLogActions({
    source,
    log,
    fileName,
    linked,
    onFound: line => {
      link(line, false);
      show(line - 1);
    },
  });
  const onScrolled = useCallback(
    (atEnd: boolean) => dispatch({ type: 'scrolled', atEnd }),
    [],
  );

  return (
    <div className={styles.viewer}>
      <LogToolbar
        query={query}
        onQuery={setQuery}
        search={search}
        lines={snapshot.lines}
        onGo={show}
        onFirstError={actions.findError}
        findingError={actions.findingError}
        times={timed}
        onTimes={setTimed}
        wrap={wrap}
        onWrap={setWrap}
        onCopy={actions.copy}
        onDownload={actions.download}
        downloading={actions.downloading}
      />
      <LogNotice
        snapshot={snapshot}
        failure={actions.failure ?? search.error}
        said={search.state === 'cut' ? t('run.log.hitLimit') : actions.said}
        onRetry={props.onRetry}
      />
      <div className={styles.body}>
        <LogLines
          log={log}
          snapshot={snapshot}
          times={times}
          wrap={wrap}
          following={follow.following}
          onScrolled={onScrolled}
          query={query}
          hit={hit}
          linked={linked}
          shown={shown}
          onLink={link}
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
