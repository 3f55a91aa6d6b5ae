import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Link, Skeleton } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { JobTemplate } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import { RelativeTime } from '../shared/RelativeTime';
import styles from './EntityPart.module.css';

/** The released versions of a job template, newest first. */
export function JobTemplateVersions({ template }: { template: JobTemplate }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const list = useInfiniteQuery({
    queryKey: queryKeys.jobTemplateVersions(template.id),
    queryFn: ({ pageParam, signal }) =>
      api.listJobTemplateVersions({
        params: { id: template.id },
        query: { cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
  });
  if (list.isError) {
    return <ErrorPanel error={list.error} onRetry={() => list.refetch()} />;
  }
  if (list.isPending) return <Skeleton width="100%" height={80} />;
  const versions = list.data.pages.flatMap(({ items }) => items);
  const helped = versions.some(({ helpUrl }) => helpUrl !== null);
  return (
    <>
      <table className={styles.table} aria-label={t('catalog.versions')}>
        <thead>
          <tr>
            <th scope="col">{t('catalog.column.version')}</th>
            <th scope="col">{t('catalog.column.released')}</th>
            <th scope="col">{t('catalog.column.image')}</th>
            <th scope="col">{t('catalog.column.parameters')}</th>
            {helped && <th scope="col">{t('catalog.column.help')}</th>}
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, createdAt, image, ...rest }) => (
            <tr key={version}>
              <th scope="row">
                {version}
                {version === template.latest?.version &&
                  ` · ${t('catalog.newest')}`}
              </th>
              <td>
                <RelativeTime value={createdAt} />
              </td>
              <td>{image ?? t('catalog.noImage')}</td>
              <td>{parameterNames(rest.parameters).join(', ')}</td>
              {helped && (
                <td>
                  {rest.helpUrl && (
                    <Link href={rest.helpUrl}>{t('catalog.openHelp')}</Link>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {list.hasNextPage && (
        <Button variant="secondary" onPress={() => list.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </>
  );
}

/** The names that a JSON Schema of parameters has. */
function parameterNames({ properties }: Record<string, unknown>): string[] {
  return typeof properties === 'object' && properties !== null
    ? Object.keys(properties)
    : [];
}
