import { Link } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  componentName,
  PIPELINE_COMPONENT_TYPE,
  type Pipeline,
} from '@mlops/plugin-mlops-common';
import { entityRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';

/** The way from a pipeline to its page in the catalog; nothing in a portal without one. */
export function CatalogLink({ pipeline }: { pipeline: Pipeline }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const entityPath = useRouteRef(entityRouteRef);
  if (!entityPath) return null;
  const href = entityPath({
    kind: 'component',
    namespace: 'default',
    name: componentName(PIPELINE_COMPONENT_TYPE, pipeline),
  });
  return <Link href={href}>{t('catalog.openEntity')}</Link>;
}
