import { SearchField, ToggleButton } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiDownloadLine,
  RiErrorWarningLine,
  RiFileCopyLine,
  RiSkipUpLine,
  RiTextWrap,
  RiTimeLine,
} from '@remixicon/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { IconAction } from '../run/IconAction';
import { HitCount } from './HitCount';
import { LineField } from './LineField';
import type { LogSearch } from './useLogSearch';
import styles from './LogViewer.module.css';

export function LogToolbar(props: {
  query: string;
  onQuery(query: string): void;
  search: LogSearch;
  lines: number;
  /** To a line, from 0. */
  onGo(row: number): void;
  onFirstError(): void;
  findingError: boolean;
  times: boolean;
  onTimes(times: boolean): void;
  wrap: boolean;
  onWrap(wrap: boolean): void;
  onCopy(): void;
  onDownload(): void;
  downloading: boolean;
}) {
  const { query, onQuery, search, lines, onGo } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const found = search.found.count > 0;

  return (
    <div className={styles.toolbar}>
      <div className={styles.search}>
        <SearchField
          size="small"
          aria-label={t('run.log.search')}
          placeholder={t('run.log.search')}
          value={query}
          onChange={onQuery}
          maxLength={200}
          onKeyDown={event => {
            if (event.key === 'Enter') search.step(event.shiftKey ? -1 : 1);
          }}
        />
      </div>
      {query !== '' && (
        <>
          <HitCount search={search} />
          <IconAction
            icon={<RiArrowUpSLine aria-hidden />}
            label={t('run.log.previousHit')}
            isDisabled={!found}
            onPress={() => search.step(-1)}
          />
          <IconAction
            icon={<RiArrowDownSLine aria-hidden />}
            label={t('run.log.nextHit')}
            isDisabled={!found}
            onPress={() => search.step(1)}
          />
        </>
      )}
      <span className={styles.space} />
      <IconAction
        icon={<RiErrorWarningLine aria-hidden />}
        label={t('run.log.firstError')}
        isPending={props.findingError}
        onPress={props.onFirstError}
      />
      <LineField lines={lines} onGo={onGo} />
      <IconAction
        icon={<RiSkipUpLine aria-hidden />}
        label={t('run.log.toStart')}
        onPress={() => onGo(0)}
      />
      <ToggleButton
        size="small"
        iconStart={<RiTimeLine aria-hidden />}
        isSelected={props.times}
        onChange={props.onTimes}
      >
        {t('run.log.times')}
      </ToggleButton>
      <ToggleButton
        size="small"
        iconStart={<RiTextWrap aria-hidden />}
        isSelected={props.wrap}
        onChange={props.onWrap}
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
