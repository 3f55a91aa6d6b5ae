import {
  ID_PATTERN,
  type MlopsClient,
  type ObjectKind,
} from '@mlops/plugin-mlops-common';
import type { Choice } from '../shared/SearchChoice';

/** Objects that are offered at most. */
const OFFERED = 20;

type Find = (
  api: MlopsClient,
  search: string,
  signal: AbortSignal,
) => Promise<Choice[]>;

const FINDERS: Readonly<Record<ObjectKind, Find>> = {
  project: async (api, search, signal) => {
    const { items } = await api.listProjects({
      query: { limit: OFFERED, ...(search && { search }) },
      signal,
    });
    return items.map(({ name, title }) => ({
      id: name,
      label: title,
      description: name,
    }));
  },
  pipeline: async (api, search, signal) => {
    const items = ID_PATTERN.test(search)
      ? [await api.getPipeline({ params: { id: search }, signal })]
      : (
          await api.listPipelines({
            query: { limit: OFFERED, ...(search && { search }) },
            signal,
          })
        ).items;
    return items.map(({ id, title, name, project }) => ({
      id,
      label: title,
      description: `${name} · ${project}`,
    }));
  },
  run: async (api, search, signal) => {
    const name = search.replace(/\s*#\d*$/, '');
    const { items } = await api.listRuns({
      query: {
        limit: OFFERED,
        ...(ID_PATTERN.test(search) ? { id: [search] } : name && { name }),
      },
      signal,
    });
    return items.map(({ id, number, pipeline, project }) => ({
      id,
      label: `${pipeline.name} #${number}`,
      description: project,
    }));
  },
};

/** Objects of a kind by name, or the one that has the id. */
export function findExplainedObjects(
  api: MlopsClient,
  kind: ObjectKind,
  search: string,
  signal: AbortSignal,
): Promise<Choice[]> {
  return FINDERS[kind](api, search, signal);
}
