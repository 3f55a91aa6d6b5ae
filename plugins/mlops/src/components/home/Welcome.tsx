import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  pipelineRunPermission,
  type Pipeline,
} from '@mlops/plugin-mlops-common';
import { usePermitted } from '../../hooks/usePermitted';
import { useStartRun } from '../../hooks/useStartRun';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import styles from './Home.module.css';

/** What somebody sees who has run nothing yet: three sentences and one button. */
export function Welcome({ demo }: { demo: Pipeline | undefined }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const run = useStartRun();
  const mayRun = usePermitted(pipelineRunPermission, demo);
  return (
    <section className={styles.welcome}>
      <h2 className={styles.title}>{t('home.welcome.title')}</h2>
      <p>{t('home.welcome.what')}</p>
      <p>{t('home.welcome.how')}</p>
      <p>{t('home.welcome.then')}</p>
      {demo && mayRun && (
        <Button
          variant="primary"
          isPending={run.isPending}
          onPress={() => run.start({ pipelineId: demo.id, parameters: {} })}
        >
          {t('home.welcome.action', { name: demo.title })}
        </Button>
      )}
    </section>
  );
}
