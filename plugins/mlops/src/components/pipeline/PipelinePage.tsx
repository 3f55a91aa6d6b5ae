import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router-dom';
import { Skeleton } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { ErrorPanel } from '../shared/ErrorPanel';
import { MlopsPage } from '../shared/MlopsPage';
import { PipelineView } from './PipelineView';

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
  const pipeline = useQuery({
    queryKey: queryKeys.pipeline(id),
    queryFn: ({ signal }) => api.getPipeline({ params: { id }, signal }),
  });
  if (pipeline.data) return <PipelineView pipeline={pipeline.data} />;
  if (pipeline.isError) {
    return (
      <ErrorPanel error={pipeline.error} onRetry={() => pipeline.refetch()} />
    );
  }
  return <Skeleton width="100%" height={480} />;
}
