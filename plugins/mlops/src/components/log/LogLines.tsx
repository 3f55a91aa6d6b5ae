import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useLanguage } from '../shared/useLanguage';
import { focusable } from '../run/focusable';
import type { Hit } from './FoundLines';
import type { LineRange } from './lineRange';
import type { LogDocument, LogSnapshot } from './LogDocument';
import { lineWords } from './lineWords';
import { LogLine } from './LogLine';
import type { LogTimes } from './LogTimes';
import { useLogScroll } from './useLogScroll';
import styles from './LogViewer.module.css';

/** Lines read ahead of those in sight, each way: a page or two of scrolling. */
const AHEAD = 200;

/** The lines in sight, and those just outside. */
export function LogLines(props: {
  log: LogDocument;
  snapshot: LogSnapshot;
  times: LogTimes | null;
  wrap: boolean;
  following: boolean;
  onScrolled(atEnd: boolean): void;
  query: string;
  hit: Hit | null;
  linked: LineRange | null;
  /** A line to be shown, a new object each time. */
  shown: { row: number } | null;
  onLink(number: number, extend: boolean): void;
}) {
  const { log, snapshot, times, query, hit, linked } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const language = useLanguage();
  const words = useMemo(() => lineWords(t, language), [t, language]);
  const [whole, setWhole] = useState<ReadonlySet<number>>(new Set());
  const { lines } = snapshot;
  const scroll = useLogScroll({
    rowCount: lines,
    wrap: props.wrap,
    following: props.following,
    onScrolled: props.onScrolled,
    shown: props.shown,
  });
  const { first, end, frame } = scroll;
  useEffect(() => focusable(frame.current), [frame]);

  useEffect(() => {
    log.want(Math.max(0, first - AHEAD), Math.min(lines, end + AHEAD));
    times?.want(first, end - 1);
  }, [log, times, first, end, lines, snapshot.version]);

  const showWhole = useCallback(
    (row: number) => setWhole(shown => new Set(shown).add(row)),
    [],
  );

  const rows = Array.from({ length: Math.max(0, end - first) }, (_, index) => {
    const row = first + index;
    return (
      <LogLine
        key={row}
        words={words}
        row={row}
        text={log.line(row)}
        linked={linked !== null && row + 1 >= linked.first && row < linked.last}
        query={query}
        currentHit={hit?.line === row ? hit.nth : null}
        time={times ? times.of(row) : undefined}
        // What was found must be seen, however far behind.
        whole={whole.has(row) || hit?.line === row}
        onShowWhole={showWhole}
        onLink={props.onLink}
      />
    );
  });

  return (
    <div
      ref={frame}
      className={styles.lines}
      role="log"
      aria-live="off"
      aria-label={t('run.log.label')}
      data-log-wrap={props.wrap}
      style={{ ['--log-number-width' as string]: `${digits(lines) + 3}ch` }}
      onScroll={scroll.onScroll}
    >
      <div className={styles.whole} style={{ height: scroll.height }}>
        <div
          ref={scroll.rows}
          className={styles.visible}
          style={{ transform: `translateY(${scroll.offset}px)` }}
        >
          {rows}
        </div>
      </div>
    </div>
  );
}

function digits(lines: number): number {
  return Math.max(3, String(lines).length);
}
