import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { focusable } from '../run/focusable';
import type { Hit } from './findHits';
import { LogLine } from './LogLine';
import type { LogReader, LogSnapshot } from './LogReader';
import styles from './LogViewer.module.css';

/** Pixels of an unwrapped line; the style sheet sets the same. */
const LINE = 20;

/** Pixels from the end within which the view counts as being at the end. */
const NEAR_END = 24;

/** Pixels from the top within which earlier parts are loaded. */
const NEAR_START = 400;

/** The lines in sight, and those just outside. */
export function LogLines(props: {
  reader: LogReader;
  snapshot: LogSnapshot;
  wrap: boolean;
  following: boolean;
  onScrolled(atEnd: boolean): void;
  query: string;
  hit: Hit | null;
  linkedLine: number | null;
  onLink(number: number): void;
}) {
  const { reader, snapshot, wrap, following, query, hit, linkedLine } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { count, shift } = snapshot;
  const frame = useRef<HTMLDivElement>(null);
  const [whole, setWhole] = useState<ReadonlySet<number>>(new Set());
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE,
    overscan: 30,
    // A line keeps its measured height when lines in front of it come or go.
    getItemKey: useCallback((index: number) => index - shift, [shift]),
  });
  useEffect(() => focusable(frame.current), []);
  const items = virtualizer.getVirtualItems();
  const total = virtualizer.getTotalSize();

  useLayoutEffect(() => {
    const element = frame.current;
    if (following && element) element.scrollTop = element.scrollHeight;
  }, [following, count, total]);

  const shifted = useRef(shift);
  useLayoutEffect(() => {
    const moved = shift - shifted.current;
    shifted.current = shift;
    const element = frame.current;
    if (moved !== 0 && element && !following) element.scrollTop += moved * LINE;
  }, [shift, following]);

  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, wrap]);

  useEffect(() => {
    if (hit) virtualizer.scrollToIndex(hit.index, { align: 'center' });
  }, [virtualizer, hit]);

  const linkedIndex = linkedLine === null ? null : reader.indexOf(linkedLine);
  const shownLink = useRef<number | null>(null);
  useEffect(() => {
    if (linkedIndex === null || shownLink.current === linkedLine) return;
    shownLink.current = linkedLine;
    virtualizer.scrollToIndex(linkedIndex, { align: 'center' });
  }, [virtualizer, linkedIndex, linkedLine]);

  const onScroll = () => {
    const element = frame.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    props.onScrolled(atEnd);
    if (!atEnd && scrollTop < NEAR_START && snapshot.earlier) {
      void reader.loadEarlier();
    }
  };

  return (
    <div
      ref={frame}
      className={styles.lines}
      role="log"
      aria-live="off"
      aria-label={t('run.log.label')}
      data-log-wrap={wrap}
      onScroll={onScroll}
    >
      <div className={styles.whole} style={{ height: total }}>
        <div
          className={styles.visible}
          style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}
        >
          {items.map(item => (
            <div
              key={item.key}
              data-index={item.index}
              ref={wrap ? virtualizer.measureElement : undefined}
            >
              <LogLine
                text={reader.line(item.index)}
                number={reader.numberOf(item.index)}
                linked={item.index === linkedIndex}
                query={query}
                currentHit={hit?.index === item.index ? hit.nth : null}
                whole={whole.has(item.index - shift)}
                onShowWhole={() =>
                  setWhole(shown => new Set(shown).add(item.index - shift))
                }
                onLink={props.onLink}
              />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
