import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import type { LogSearch } from './useLogSearch';
import styles from './LogViewer.module.css';

/** Which hit of how many is shown, or how far the search is. */
export function HitCount({ search }: { search: LogSearch }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { found, at, state } = search;
  const words = () => {
    if (found.count === 0) {
      return state === 'searching'
        ? t('run.log.searching')
        : t('run.log.noHits');
    }
    const more = state === 'searching' || state === 'cut' ? '+' : '';
    const total = `${found.count}${more}`;
    return t('run.log.hits', { at: String(at + 1), total });
  };
  return (
    <span className={styles.hits} role="status">
      {state === 'failed' ? '' : words()}
    </span>
  );
}
