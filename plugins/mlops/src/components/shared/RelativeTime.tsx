import { useCallback, useState } from 'react';
import { DateTime } from 'luxon';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { relativeTime } from './relativeTime';
import { useClock } from './useNow';
import { useLanguage } from './useLanguage';
import styles from './RelativeTime.module.css';

/**
 * An instant (ISO 8601) as people say it. Exact, and in the person's zone, in the tooltip; a press copies
 * that.
 */
export function RelativeTime({ value }: { value: string }) {
  const language = useLanguage();
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [copied, setCopied] = useState(false);
  const tell = useCallback(
    (now: number) => relativeTime(Date.parse(value), now, language),
    [value, language],
  );
  const relative = useClock(tell);
  const exact = () =>
    DateTime.fromISO(value)
      .setLocale(language)
      .toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS);
  const copy = async () => {
    await navigator.clipboard.writeText(exact());
    setCopied(true);
  };
  // Written when it is looked for: that takes longer than all else in a row of a long list.
  const [title, setTitle] = useState<string>();
  const tellExact = () => setTitle(t('common.copyTime', { exact: exact() }));
  return (
    <button
      type="button"
      className={styles.time}
      title={title}
      onPointerEnter={tellExact}
      onFocus={tellExact}
      onClick={event => {
        event.stopPropagation();
        void copy();
      }}
      onBlur={() => setCopied(false)}
    >
      <time dateTime={value}>{copied ? t('common.copied') : relative}</time>
    </button>
  );
}
