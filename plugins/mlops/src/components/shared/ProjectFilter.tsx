import { useQuery } from '@tanstack/react-query';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { FilterMenu } from './FilterMenu';

/** Lets what belongs to some projects through. */
export function ProjectFilter(props: {
  selected: readonly string[];
  onChange(selected: string[]): void;
}) {
  const { selected, onChange } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const projects = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) =>
      api.listProjects({ query: { limit: 200 }, signal }),
    staleTime: 60_000,
  });
  const listed = (projects.data?.items ?? []).map(({ name, title }) => ({
    value: name,
    label: title,
  }));
  const unlisted = selected
    .filter(name => listed.every(({ value }) => value !== name))
    .map(name => ({ value: name, label: name }));
  return (
    <FilterMenu
      label={t('runs.filter.project')}
      search={t('runs.filter.find')}
      mode="multiple"
      options={[...listed, ...unlisted]}
      selected={selected}
      onChange={onChange}
    />
  );
}
