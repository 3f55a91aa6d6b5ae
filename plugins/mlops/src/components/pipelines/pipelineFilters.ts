const SORTS = ['name', '-name', '-updatedAt', 'updatedAt'] as const;

export type PipelineSort = (typeof SORTS)[number];

/** What the list of pipelines shows, as its address says it. */
export interface PipelineFilters {
  search: string;
  project: string[];
  /** Entity ref of who made them, or empty. */
  owner: string;
  sort: PipelineSort;
}

export function readFilters(query: URLSearchParams): PipelineFilters {
  return {
    search: query.get('search') ?? '',
    project: query.getAll('project'),
    owner: query.get('owner') ?? '',
    sort: SORTS.find(sort => sort === query.get('sort')) ?? 'name',
  };
}

/** Without what goes without saying. */
export function writeFilters(filters: PipelineFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (filters.search) query.set('search', filters.search);
  filters.project.forEach(project => query.append('project', project));
  if (filters.owner) query.set('owner', filters.owner);
  if (filters.sort !== 'name') query.set('sort', filters.sort);
  return query;
}
