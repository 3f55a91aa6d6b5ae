const SORTS = ['name', '-name', '-updatedAt', 'updatedAt'] as const;

export type PipelineSort = (typeof SORTS)[number];

/** What the list of pipelines shows, as its address says it. */
export interface PipelineFilters {
  search: string;
  project: string;
  mine: boolean;
  sort: PipelineSort;
}

export function readFilters(query: URLSearchParams): PipelineFilters {
  return {
    search: query.get('search') ?? '',
    project: query.get('project') ?? '',
    mine: query.get('mine') === 'true',
    sort: SORTS.find(sort => sort === query.get('sort')) ?? 'name',
  };
}

/** Without what goes without saying. */
export function writeFilters(filters: PipelineFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (filters.search) query.set('search', filters.search);
  if (filters.project) query.set('project', filters.project);
  if (filters.mine) query.set('mine', 'true');
  if (filters.sort !== 'name') query.set('sort', filters.sort);
  return query;
}
