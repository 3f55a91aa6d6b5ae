import { Button, ButtonLink, Skeleton } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  pipelineRunPermission,
  type Pipeline,
} from '@mlops/plugin-mlops-common';
import { usePermitted } from '../../hooks/usePermitted';
import { useStartRun } from '../../hooks/useStartRun';
import { pipelineRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import { StateBadge } from '../shared/StateBadge';
import styles from './Home.module.css';

/** Pipelines that are shown to be tried; `undefined` while they are fetched. */
export function DemoCards({ demos }: { demos: Pipeline[] | undefined }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  if (demos?.length === 0) return null;
  return (
    <section aria-label={t('home.demos')}>
      <h2 className={styles.title}>{t('home.demos')}</h2>
      <div className={styles.cards}>
        {demos ? (
          demos.map(demo => <DemoCard key={demo.id} demo={demo} />)
        ) : (
          <Skeleton width="100%" height={320} />
        )}
      </div>
    </section>
  );
}

function DemoCard({ demo }: { demo: Pipeline }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const pipelinePath = useRouteRef(pipelineRouteRef);
  const run = useStartRun();
  const mayRun = usePermitted(pipelineRunPermission, demo);
  const [last] = demo.lastRuns;
  return (
    <article className={styles.card} aria-label={demo.title}>
      {isPicture(demo.img) && (
        <img className={styles.picture} src={demo.img} alt={demo.title} />
      )}
      <div className={styles.body}>
        <h3 className={styles.name}>{demo.title}</h3>
        <p className={styles.sentence}>{demo.description}</p>
        {run.isError && <ErrorPanel error={run.error} />}
        <div className={styles.actions}>
          {mayRun && (
            <Button
              variant="primary"
              isPending={run.isPending}
              onPress={() => run.start({ pipelineId: demo.id, parameters: {} })}
            >
              {t('common.run')}
            </Button>
          )}
          <ButtonLink
            variant="secondary"
            href={pipelinePath?.({ id: demo.id }) ?? '/'}
          >
            {t('common.open')}
          </ButtonLink>
          {last && (
            <span className={styles.last}>
              <StateBadge status={last.status} />
            </span>
          )}
        </div>
      </div>
    </article>
  );
}

/** Pictures of the portal itself or over https; a definition must not bring anything else here. */
function isPicture(img: string | null): img is string {
  return img !== null && /^(\/(?!\/)|https:\/\/)/.test(img);
}
