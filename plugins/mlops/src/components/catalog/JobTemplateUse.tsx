import { useQuery } from '@tanstack/react-query';
import { Skeleton } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  JOB_TEMPLATE_ID_ANNOTATION,
  type JobTemplate,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import { SourceLinks } from '../shared/SourceLinks';
import { annotationOf } from './annotationOf';
import { EntityPart } from './EntityPart';
import styles from './EntityPart.module.css';
import { JobTemplateVersions } from './JobTemplateVersions';
import { PipelinesOfTemplate } from './PipelinesOfTemplate';

/** Who uses a job template, and the versions that it has, on its entity page. */
export function JobTemplateUse() {
  const { entity } = useEntity();
  return (
    <EntityPart>
      <Loaded id={annotationOf(entity, JOB_TEMPLATE_ID_ANNOTATION)} />
    </EntityPart>
  );
}

function Loaded({ id }: { id: string }) {
  const api = useApi(mlopsApiRef);
  const template = useQuery({
    queryKey: queryKeys.jobTemplate(id),
    queryFn: ({ signal }) => api.getJobTemplate({ params: { id }, signal }),
  });
  if (template.data) return <Parts template={template.data} />;
  if (template.isError) {
    return (
      <ErrorPanel error={template.error} onRetry={() => template.refetch()} />
    );
  }
  return <Skeleton width="100%" height={240} />;
}

function Parts({ template }: { template: JobTemplate }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <>
      <SourceLinks file={template.sourceFile} />
      <section className={styles.section}>
        <h2 className={styles.title}>{t('catalog.usedBy')}</h2>
        <PipelinesOfTemplate name={template.name} />
      </section>
      <section className={styles.section}>
        <h2 className={styles.title}>{t('catalog.versions')}</h2>
        <JobTemplateVersions template={template} />
      </section>
    </>
  );
}
