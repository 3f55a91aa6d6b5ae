import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Status } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';

/** The word of a state in the language of the page. */
export function useStatusWord(): (status: Status) => string {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return useCallback((status: Status) => t(`common.status.${status}`), [t]);
}
