import { DateTime } from 'luxon';
import { useLanguage } from '../shared/useLanguage';
import styles from './LogLine.module.css';

/** When a line was written, in the person's zone; date and zone in the tooltip. */
export function LineTime({ at }: { at: string | null }) {
  const language = useLanguage();
  if (at === null) return <span className={styles.time} aria-hidden />;
  const time = DateTime.fromISO(at).setLocale(language);
  return (
    <time
      className={styles.time}
      dateTime={at}
      title={`${time.toFormat('DDDD HH:mm:ss.SSS ZZZZ')} · ${at}`}
    >
      {time.toFormat('HH:mm:ss.SSS')}
    </time>
  );
}
