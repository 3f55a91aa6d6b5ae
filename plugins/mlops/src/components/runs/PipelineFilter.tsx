import { useQuery } from '@tanstack/react-query';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { FilterMenu } from '../shared/FilterMenu';

/** As many as the API answers at once; further ones are found by their name. */
const LISTED = 200;

/** Lets the runs of one pipeline through. */
export function PipelineFilter(props: {
  selected: string;
  onChange(id: string): void;
}) {
  const { selected, onChange } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const pipelines = useQuery({
    queryKey: queryKeys.pipelines({ filter: LISTED }),
    queryFn: ({ signal }) =>
      api.listPipelines({ query: { limit: LISTED }, signal }),
    staleTime: 60_000,
  });
  const listed = (pipelines.data?.items ?? []).map(({ id, title }) => ({
    value: id,
    label: title,
  }));
  const unlisted =
    selected === '' || listed.some(({ value }) => value === selected)
      ? []
      : [{ value: selected, label: selected.slice(-8) }];
  return (
    <FilterMenu
      label={t('runs.filter.pipeline')}
      search={t('runs.filter.find')}
      mode="single"
      options={[...listed, ...unlisted]}
      selected={selected === '' ? [] : [selected]}
      onChange={([id]) => onChange(id ?? '')}
    />
  );
}
