import { SearchField, ToggleButton } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiDownloadLine,
  RiFileCopyLine,
  RiTextWrap,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { IconAction } from '../run/IconAction';
import { MOST_HITS } from './findHits';
import type { LogSearch } from './useLogSearch';
import styles from './LogViewer.module.css';

export function LogToolbar(props: {
  query: string;
  onQuery(query: string): void;
  search: LogSearch;
  wrap: boolean;
  onWrap(wrap: boolean): void;
  onCopy(): void;
  onDownload(): void;
  downloading: boolean;
}) {
  const { query, onQuery, search, wrap, onWrap } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);

  return (
    <div className={styles.toolbar}>
      <div className={styles.search}>
        <SearchField
          size="small"
          aria-label={t('run.log.search')}
          placeholder={t('run.log.search')}
          value={query}
          onChange={onQuery}
          onKeyDown={event => {
            if (event.key === 'Enter') search.step(event.shiftKey ? -1 : 1);
          }}
        />
      </div>
      {query !== '' && (
        <>
          <span className={styles.hits} role="status">
            <HitCount search={search} />
          </span>
          <IconAction
            icon={<RiArrowUpSLine aria-hidden />}
            label={t('run.log.previousHit')}
            isDisabled={search.hits.length === 0}
            onPress={() => search.step(-1)}
          />
          <IconAction
            icon={<RiArrowDownSLine aria-hidden />}
            label={t('run.log.nextHit')}
            isDisabled={search.hits.length === 0}
            onPress={() => search.step(1)}
          />
        </>
      )}
      <span className={styles.space} />
      <ToggleButton
        size="small"
        iconStart={<RiTextWrap aria-hidden />}
        isSelected={wrap}
        onChange={onWrap}
      >
        {t('run.log.wrap')}
      </ToggleButton>
      <IconAction
        icon={<RiFileCopyLine aria-hidden />}
        label={t('run.log.copy')}
        onPress={props.onCopy}
      />
      <IconAction
        icon={<RiDownloadLine aria-hidden />}
        label={t('run.log.download')}
        isPending={props.downloading}
        onPress={props.onDownload}
      />
    </div>
  );
}

function HitCount({ search }: { search: LogSearch }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { hits, at, busy } = search;
  if (hits.length === 0) {
    return <>{busy ? t('run.log.searching') : t('run.log.noHits')}</>;
  }
  const total = `${hits.length}${busy || hits.length === MOST_HITS ? '+' : ''}`;
  return <>{t('run.log.hits', { at: String(at + 1), total })}</>;
}
