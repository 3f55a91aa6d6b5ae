import { DateTime } from 'luxon';
import { useNow } from '../gantt/useNow';
import { useLanguage } from './useLanguage';

/** An instant (ISO 8601) as people say it; exact, and in the person's zone, in the tooltip. */
export function RelativeTime({ value }: { value: string }) {
  const language = useLanguage();
  useNow(true);
  const at = DateTime.fromISO(value).setLocale(language);
  return (
    <time
      dateTime={value}
      title={at.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS)}
    >
      {at.toRelative({ locale: language })}
    </time>
  );
}
