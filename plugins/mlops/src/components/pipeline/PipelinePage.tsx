import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { Skeleton } from '@backstage/ui';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useCoalesced } from '../../hooks/useCoalesced';
import { useRunSignal } from '../../hooks/useRunSignal';
import { pipelinesRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { FailedPage } from '../shared/FailedPage';
import { MlopsPage } from '../shared/MlopsPage';
import { PipelineView } from './PipelineView';

/** Milliseconds between looks, in case a signal was lost. */
const POLL = 15_000;

/** One pipeline: its graph, its runs, how it came about. */
export function PipelinePage() {
  return (
    <MlopsPage>
      <Loaded />
    </MlopsPage>
  );
}

function Loaded() {
  const { id = '' } = useParams();
  const api = useApi(mlopsApiRef);
  const { t } = useTranslationRef(mlopsTranslationRef);
  const pipelinesPath = useRouteRef(pipelinesRouteRef);
  const pipeline = useQuery({
    queryKey: queryKeys.pipeline(id),
    queryFn: ({ signal }) => api.getPipeline({ params: { id }, signal }),
    refetchInterval: POLL,
  });
  const { refetch } = pipeline;
  const look = useCoalesced(() => refetch({ cancelRefetch: false }));
  useRunSignal(({ pipelineId }) => pipelineId === id && look());
  if (pipeline.data) return <PipelineView pipeline={pipeline.data} />;
  if (pipeline.isError) {
    return (
      <FailedPage
        error={pipeline.error}
        missing={{
          title: t('pipelines.missing'),
          description: t('pipelines.missingWhy'),
        }}
        back={{
          label: t('pipelines.toList'),
          href: pipelinesPath?.() ?? '/',
        }}
        onRetry={() => pipeline.refetch()}
      />
    );
  }
  return <Skeleton width="100%" height={480} />;
}
