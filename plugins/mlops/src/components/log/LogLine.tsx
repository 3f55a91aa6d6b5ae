import { memo, useMemo } from 'react';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ansiSpans } from './ansiSpans';
import { markHits } from './markHits';
import styles from './LogLine.module.css';

/** Characters of a line that are drawn at first; a browser lays out longer ones slowly. */
const DRAWN = 4_000;

function LogLineView(props: {
  text: string;
  number: number | null;
  linked: boolean;
  query: string;
  /** The hit of this line that is the current one. */
  currentHit: number | null;
  whole: boolean;
  onShowWhole(): void;
  onLink(number: number): void;
}) {
  const { text, number, linked, query, currentHit, whole } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const cut = !whole && text.length > DRAWN;
  const spans = useMemo(
    () => markHits(ansiSpans(cut ? text.slice(0, DRAWN) : text), query),
    [text, cut, query],
  );
  return (
    <div className={clsx(styles.line, linked && styles.linked)}>
      {number === null ? (
        <span className={styles.number} aria-hidden />
      ) : (
        <a
          className={styles.number}
          href={`#L${number}`}
          aria-label={t('run.log.line', { number: String(number) })}
          onClick={event => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            props.onLink(number);
          }}
        >
          {number}
        </a>
      )}
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
            onClick={props.onShowWhole}
          >
            {t('run.log.showWhole', {
              count: text.length - DRAWN,
            })}
          </button>
        )}
      </span>
    </div>
  );
}

/** One line: its number as a link, its text in the colours that the program asked for. */
export const LogLine = memo(LogLineView);
