import { Skeleton, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useQueryState } from '../../hooks/useQueryState';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import { LoadPicture } from './LoadPicture';
import { LoadTable } from './LoadTable';
import type { LoadShare } from './useLoadWords';
import { REFRESH_MS } from './useNodes';
import styles from './NodeLoad.module.css';

/** Who asks for how much of the clusters, by project group or by user, as a picture or as a table. */
export function LoadPanel() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const [share, setShare] = useQueryState('by');
  const [view, setView] = useQueryState('view');
  const by: LoadShare = share === 'person' ? 'person' : 'project';
  const load = useQuery({
    queryKey: queryKeys.nodeLoad(by),
    queryFn: async ({ signal }) => ({
      by,
      load: await api.getNodeLoad({ query: { by }, signal }),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const Shown = view === 'table' ? LoadTable : LoadPicture;
  return (
    <section className={styles.panel} aria-label={t('nodes.load.title')}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('nodes.load.title')}</h2>
        <ToggleButtonGroup
          aria-label={t('nodes.load.by')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[by]}
          onSelectionChange={keys =>
            setShare(keys.has('person') ? 'person' : '')
          }
        >
          <ToggleButton id="project">{t('nodes.load.project')}</ToggleButton>
          <ToggleButton id="person">{t('nodes.load.person')}</ToggleButton>
        </ToggleButtonGroup>
        <ToggleButtonGroup
          aria-label={t('nodes.load.view')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[view === 'table' ? 'table' : 'picture']}
          onSelectionChange={keys => setView(keys.has('table') ? 'table' : '')}
        >
          <ToggleButton id="picture">{t('nodes.load.picture')}</ToggleButton>
          <ToggleButton id="table">{t('nodes.load.table')}</ToggleButton>
        </ToggleButtonGroup>
      </header>
      {load.isPending && <Skeleton width="100%" height={140} />}
      {load.isError && !load.data && (
        <ErrorPanel error={load.error} onRetry={() => load.refetch()} />
      )}
      {load.data && <Shown {...load.data} />}
    </section>
  );
}
