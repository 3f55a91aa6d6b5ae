import { memo, useMemo, type MouseEvent } from 'react';
import clsx from 'clsx';
import { ansiSpans } from './ansiSpans';
import type { LineWords } from './lineWords';
import { markHits } from './markHits';
import styles from './LogLine.module.css';

/** Characters of a line that are drawn at first; a browser lays out longer ones slowly. */
const DRAWN = 4_000;

function LineTime({ at, words }: { at: string | null; words: LineWords }) {
  if (at === null) return <span className={styles.time} aria-hidden />;
  const { shown, exact } = words.time(at);
  return (
    <time className={styles.time} dateTime={at} title={exact}>
      {shown}
    </time>
  );
}

function LogLineView(props: {
  words: LineWords;
  /** From 0. */
  row: number;
  /** `null` while it is being read. */
  text: string | null;
  linked: boolean;
  query: string;
  /** The hit of this line that is the current one. */
  currentHit: number | null;
  /** When it was written, ISO 8601, or `null` while that is not known; `undefined` without the column. */
  time: string | null | undefined;
  whole: boolean;
  onShowWhole(row: number): void;
  onLink(number: number, extend: boolean): void;
}) {
  const { words, row, linked, query, currentHit, time, whole } = props;
  const text = props.text ?? '';
  const cut = !whole && text.length > DRAWN;
  const spans = useMemo(
    () => markHits(ansiSpans(cut ? text.slice(0, DRAWN) : text), query),
    [text, cut, query],
  );
  const number = row + 1;
  const onNumber = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    props.onLink(number, event.shiftKey);
  };
  return (
    <div
      className={clsx(styles.line, linked && styles.linked)}
      data-row={row}
      aria-busy={props.text === null}
    >
      <a
        className={styles.number}
        href={`#L${number}`}
        aria-label={words.number(number)}
        onClick={onNumber}
      >
        {number}
      </a>
      {time !== undefined && <LineTime at={time} words={words} />}
      <span className={styles.text}>
        {spans.map((span, index) => {
          const look = span.styles.map(style => styles[style]);
          const colours = {
            color: span.colour,
            backgroundColor: span.background,
          };
          return span.hit === undefined ? (
            <span key={index} className={clsx(look)} style={colours}>
              {span.text}
            </span>
          ) : (
            <mark
              key={index}
              className={clsx(
                styles.hit,
                span.hit === currentHit && styles.current,
              )}
            >
              {span.text}
            </mark>
          );
        })}
        {cut && (
          <button
            type="button"
            className={styles.whole}
            onClick={() => props.onShowWhole(row)}
          >
            {words.showWhole(text.length - DRAWN)}
          </button>
        )}
      </span>
    </div>
  );
}

/** One line: its number as a link, its text in the colours that the program asked for. */
export const LogLine = memo(LogLineView);
