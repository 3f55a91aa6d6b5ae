import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ObjectKind } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { SearchChoice } from '../shared/SearchChoice';
import { findExplainedObjects } from './explainedObjects';

/** Chooses the object of a question by its name; none: the question is about any. */
export function ObjectChoice(props: {
  kind: ObjectKind;
  /** Name of a project group, or id; empty for none. */
  id: string;
  onChange(id: string): void;
}) {
  const { kind, id, onChange } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const client = useQueryClient();
  // The address holds the id only. Where its name cannot be found, the id stands for itself.
  const named = useQuery({
    queryKey: queryKeys.explainedObject(kind, id),
    enabled: id !== '',
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const found = await findExplainedObjects(api, kind, id, signal);
      return found.find(one => one.id === id) ?? null;
    },
  });
  return (
    <SearchChoice
      label={t(`security.explain.object.${kind}`)}
      placeholder={t('security.explain.any')}
      value={id === '' ? null : named.data ?? { id, label: id }}
      find={(search, signal) => findExplainedObjects(api, kind, search, signal)}
      onChange={choice => {
        if (choice) {
          client.setQueryData(
            queryKeys.explainedObject(kind, choice.id),
            choice,
          );
        }
        onChange(choice?.id ?? '');
      }}
    />
  );
}
