import { Button, Link, Skeleton } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  PIPELINE_ID_ANNOTATION,
  type PipelineDetail,
} from '@mlops/plugin-mlops-common';
import { pipelineRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { usePipeline } from '../pipeline/usePipeline';
import { useRunPipeline } from '../pipeline/useRunPipeline';
import { RunsTable } from '../runs/RunsTable';
import { ErrorPanel } from '../shared/ErrorPanel';
import { annotationOf } from './annotationOf';
import { EntityPart } from './EntityPart';
import styles from './EntityPart.module.css';

/** The runs of a pipeline, on its entity page. */
export function PipelineRuns() {
  const { entity } = useEntity();
  return (
    <EntityPart>
      <Loaded id={annotationOf(entity, PIPELINE_ID_ANNOTATION)} />
    </EntityPart>
  );
}

function Loaded({ id }: { id: string }) {
  const pipeline = usePipeline(id);
  if (pipeline.data) return <Runs pipeline={pipeline.data} />;
  if (pipeline.isError) {
    return (
      <ErrorPanel error={pipeline.error} onRetry={() => pipeline.refetch()} />
    );
  }
  return <Skeleton width="100%" height={320} />;
}

function Runs({ pipeline }: { pipeline: PipelineDetail }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const pipelinePath = useRouteRef(pipelineRouteRef);
  const { mayRun, run, isPending, error, dialog } = useRunPipeline(pipeline);
  return (
    <>
      <div className={styles.head}>
        <Link href={pipelinePath?.({ id: pipeline.id }) ?? '/'}>
          {t('catalog.openPipeline')}
        </Link>
        {mayRun && (
          <Button variant="primary" isPending={isPending} onPress={run}>
            {t('common.run')}
          </Button>
        )}
      </div>
      {error && <ErrorPanel error={error} />}
      {dialog}
      <RunsTable pipelineId={pipeline.id} />
    </>
  );
}
