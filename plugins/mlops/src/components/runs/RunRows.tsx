import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type RefObject,
} from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useNavigate } from 'react-router-dom';
import { Button, Skeleton } from '@backstage/ui';
import { RiArrowUpLine } from '@remixicon/react';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunSummary } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { runRouteRef } from '../../routes';
import { ErrorPanel } from '../shared/ErrorPanel';
import { focusable } from '../run/focusable';
import { RunRow } from './RunRow';
import { RunsTableHead } from './RunsTableHead';
import { useListShortcuts } from './useListShortcuts';
import { useScrollMemory } from './useScrollMemory';
import type { useRunList } from './useRunList';
import type { useRunSelection } from './useRunSelection';
import styles from './RunsTable.module.css';

/** Pixels of a row; the style sheet sets the same. */
const ROW = 41;

/** Rows from the end within which the next page is loaded. */
const NEAR_END = 40;

/** Where the person is in the list. */
export interface RunRowsPlace {
  /** They look at its beginning and point at nothing, so that rows may come in above. */
  isAtTop(): boolean;
  /** Index of the first row that they see. */
  firstInSight(): number;
}

/** The rows in sight, and those just outside, of a list of any length. */
export function RunRows(props: {
  runs: readonly RunSummary[];
  place: RefObject<RunRowsPlace | null>;
  selection: ReturnType<typeof useRunSelection>;
  onPerson(entityRef: string): void;
  newCount: number;
  onShowNew(): void;
  more: ReturnType<typeof useRunList>['more'];
  hasMore: boolean;
  onMore(): void;
}) {
  const { runs, place, selection, onPerson, newCount, more } = props;
  const { hasMore, onMore } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const navigate = useNavigate();
  const runPath = useRouteRef(runRouteRef);
  const frame = useRef<HTMLDivElement>(null);
  const memory = useScrollMemory(frame);
  const [current, setCurrent] = useState<string | null>(null);
  const at = runs.findIndex(({ id }) => id === current);
  const hrefOf = (id: string) => runPath?.({ id }) ?? '';

  const virtualizer = useVirtualizer({
    count: runs.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 8,
    // Drawing at once, in the middle of each event of the wheel, would hold the wheel back.
    useFlushSync: false,
    initialOffset: memory.offset,
    getItemKey: useCallback((index: number) => runs[index].id, [runs]),
    // The row of the keys stays, so that the focus is not lost when it is scrolled away.
    rangeExtractor: range => {
      const indexes = defaultRangeExtractor(range);
      return at < 0 || indexes.includes(at)
        ? indexes
        : [...indexes, at].sort((a, b) => a - b);
    },
  });
  const items = virtualizer.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;

  useEffect(() => focusable(frame.current), []);
  useEffect(() => {
    if (hasMore && !more.isError && last > runs.length - NEAR_END) onMore();
  }, [hasMore, more.isError, last, runs.length, onMore]);
  useImperativeHandle(place, () => ({
    isAtTop() {
      const element = frame.current;
      if (!element) return true;
      const used =
        element.matches(':hover') || element.contains(document.activeElement);
      return element.scrollTop < ROW && !used && selection.ticked.size === 0;
    },
    firstInSight: () => Math.floor((frame.current?.scrollTop ?? 0) / ROW),
  }));

  useListShortcuts({
    ids: runs.map(({ id }) => id),
    current,
    onMove: id => {
      setCurrent(id);
      virtualizer.scrollToIndex(runs.findIndex(run => run.id === id));
    },
    onOpen: id => navigate(hrefOf(id)),
    onTick: id => selection.tick(id, !selection.ticked.has(id)),
  });
  useEffect(() => {
    if (current === null) return;
    frame.current
      ?.querySelector<HTMLElement>(`[data-run="${CSS.escape(current)}"] a`)
      ?.focus({ preventScroll: true });
  }, [current]);

  return (
    <div className={styles.rows}>
      {newCount > 0 && (
        <div className={styles.pill}>
          <Button
            size="small"
            variant="primary"
            iconStart={<RiArrowUpLine aria-hidden />}
            onPress={() => {
              props.onShowNew();
              setCurrent(null);
              if (frame.current) frame.current.scrollTop = 0;
            }}
          >
            {t('runs.new', { count: newCount })}
          </Button>
        </div>
      )}
      <div ref={frame} className={styles.frame} onScroll={memory.onScroll}>
        <table
          className={styles.table}
          aria-label={t('runs.title')}
          aria-rowcount={hasMore ? -1 : runs.length + 1}
        >
          <RunsTableHead count={runs.length} selection={selection} />
          <tbody>
            {items.map((item, position) => {
              const before = items[position - 1]?.end ?? 0;
              const run = runs[item.index];
              return [
                item.start > before && (
                  <Gap key={`gap-${run.id}`} height={item.start - before} />
                ),
                <RunRow
                  key={run.id}
                  run={run}
                  index={item.index}
                  href={hrefOf(run.id)}
                  current={run.id === current}
                  ticked={selection.ticked.has(run.id)}
                  onTick={selection.tick}
                  onPerson={onPerson}
                />,
              ];
            })}
            <Gap
              height={
                virtualizer.getTotalSize() - (items[items.length - 1]?.end ?? 0)
              }
            />
          </tbody>
        </table>
        {more.isError && <ErrorPanel error={more.error} onRetry={onMore} />}
        {hasMore && !more.isError && (
          <div
            className={styles.skeleton}
            role="status"
            aria-label={t('runs.loading')}
          >
            <Skeleton width="100%" height={20} />
          </div>
        )}
      </div>
    </div>
  );
}

/** Stands for rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden className={styles.gap} style={{ height }}>
      <td colSpan={9} />
    </tr>
  );
}
