import { pipelinesPagePermission } from '@mlops/plugin-mlops-common';
import { useParams } from 'react-router-dom';
import { Skeleton } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelinesRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { FailedPage } from '../shared/FailedPage';
import { PermittedPage } from '../shared/PermittedPage';
import { PipelineView } from './PipelineView';
import { usePipeline } from './usePipeline';

/** One pipeline: its graph, its runs, how it came about. */
export function PipelinePage() {
  return (
    <PermittedPage permission={pipelinesPagePermission}>
      <Loaded />
    </PermittedPage>
  );
}

function Loaded() {
  const { id = '' } = useParams();
  const { t } = useTranslationRef(mlopsTranslationRef);
  const pipelinesPath = useRouteRef(pipelinesRouteRef);
  const pipeline = usePipeline(id);
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
