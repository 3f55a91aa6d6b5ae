import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  homePagePermission,
  nodesPagePermission,
  pipelinesPagePermission,
  projectsPagePermission,
  runsPagePermission,
  securityPagePermission,
} from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../api/mlopsApiRef';
import { meQuery } from '../api/meQuery';
import { queryClient } from '../api/queryClient';

const PAGES = {
  'page:mlops': homePagePermission,
  'page:mlops/pipelines': pipelinesPagePermission,
  'page:mlops/runs': runsPagePermission,
  'page:mlops/projects': projectsPagePermission,
  'page:mlops/security': securityPagePermission,
  'page:mlops/nodes': nodesPagePermission,
};

/**
 * Ids of our pages that the person may open, for menus; none until that is known. It follows every change of
 * rights.
 *
 * @public
 */
export function usePermittedPages(): ReadonlySet<string> {
  const api = useApi(mlopsApiRef);
  // Menus stand outside of our pages, where nobody provides the memory of answers.
  const { data: me } = useQuery(meQuery(api), queryClient);
  return new Set(
    Object.entries(PAGES)
      .filter(([, { name }]) => me?.access[name] !== undefined)
      .filter(([id]) => id !== 'page:mlops/nodes' || me?.engine.nodes)
      .map(([id]) => id),
  );
}
