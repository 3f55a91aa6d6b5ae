import {
  NODE_FLAGS,
  NODE_ORDERS,
  NODE_STATES,
} from '@mlops/plugin-mlops-common';
import type { NodesQuestion } from './useNodes';

/** What of the nodes is shown, as the address of the page holds it. */
export interface NodeFilters {
  search: string;
  cluster: string[];
  state: Array<(typeof NODE_STATES)[number]>;
  role: Array<(typeof NODE_FLAGS)[number]>;
  org: string;
  order: (typeof NODE_ORDERS)[number];
}

export const NO_NODE_FILTERS: NodeFilters = {
  search: '',
  cluster: [],
  state: [],
  role: [],
  org: '',
  order: 'name',
};

/** Reads an address; what nobody could have chosen is left out. */
export function readNodeFilters(query: URLSearchParams): NodeFilters {
  const known = <T extends string>(name: string, values: readonly T[]) =>
    values.filter(value => query.getAll(name).includes(value));
  return {
    search: query.get('search') ?? '',
    cluster: query.getAll('cluster'),
    state: known('state', NODE_STATES),
    role: known('role', NODE_FLAGS),
    org: query.get('org') ?? '',
    order: known('order', NODE_ORDERS)[0] ?? 'name',
  };
}

/** The address with these filters; everything else of it stays. */
export function writeNodeFilters(
  query: URLSearchParams,
  filters: NodeFilters,
): URLSearchParams {
  const written = new URLSearchParams(query);
  for (const [name, value] of Object.entries(filters)) {
    written.delete(name);
    for (const one of [value].flat()) {
      const goesWithoutSaying = name === 'order' && one === 'name';
      if (one !== '' && !goesWithoutSaying) written.append(name, one);
    }
  }
  return written;
}

export function isNodeFiltered(filters: NodeFilters): boolean {
  const { search, cluster, state, role, org } = filters;
  return [search, org, ...cluster, ...state, ...role].some(Boolean);
}

export function nodesQuestion(filters: NodeFilters): NodesQuestion {
  const { search, org, order, ...lists } = filters;
  return {
    ...(search && { search }),
    ...(org && { org }),
    ...(order !== 'name' && { order }),
    ...Object.fromEntries(
      Object.entries(lists).filter(([, values]) => values.length > 0),
    ),
  };
}
