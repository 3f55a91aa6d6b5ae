import { Card, CardBody, CardHeader, Link, Skeleton } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  PIPELINE_ID_ANNOTATION,
  type PipelineDetail,
} from '@mlops/plugin-mlops-common';
import { pipelineRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { usePipeline } from '../pipeline/usePipeline';
import { RunSquares } from '../pipelines/RunSquares';
import { ErrorPanel } from '../shared/ErrorPanel';
import { formatDuration } from '../shared/formatDuration';
import { StateBadge } from '../shared/StateBadge';
import { annotationOf } from './annotationOf';
import { EntityPart } from './EntityPart';
import styles from './EntityPart.module.css';

/** How a pipeline fares, among the cards of its entity page. */
export function PipelineCard() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { entity } = useEntity();
  return (
    <Card>
      <CardHeader>
        <h2 className={styles.title}>{t('catalog.pipeline')}</h2>
      </CardHeader>
      <CardBody>
        <EntityPart>
          <Loaded id={annotationOf(entity, PIPELINE_ID_ANNOTATION)} />
        </EntityPart>
      </CardBody>
    </Card>
  );
}

function Loaded({ id }: { id: string }) {
  const pipeline = usePipeline(id);
  if (pipeline.data) return <Facts pipeline={pipeline.data} />;
  if (pipeline.isError) {
    return (
      <ErrorPanel error={pipeline.error} onRetry={() => pipeline.refetch()} />
    );
  }
  return <Skeleton width="100%" height={96} />;
}

function Facts({ pipeline }: { pipeline: PipelineDetail }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const pipelinePath = useRouteRef(pipelineRouteRef);
  const { id, lastRuns, medianDurationMs, tasks } = pipeline;
  const [last] = lastRuns;
  return (
    <>
      <dl className={styles.facts}>
        {last && (
          <>
            <dt>{t('catalog.lastRun')}</dt>
            <dd>
              <StateBadge status={last.status} />
            </dd>
          </>
        )}
        <dt>{t('pipelines.column.lastRuns')}</dt>
        <dd>
          <RunSquares runs={lastRuns} />
        </dd>
        {medianDurationMs !== null && (
          <>
            <dt>{t('pipelines.column.median')}</dt>
            <dd>{formatDuration(medianDurationMs)}</dd>
          </>
        )}
        <dt>{t('catalog.size')}</dt>
        <dd>{t('pipelines.tasks', { count: tasks.length })}</dd>
      </dl>
      <Link href={pipelinePath?.({ id }) ?? '/'}>
        {t('catalog.openPipeline')}
      </Link>
    </>
  );
}
