import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Me } from '@mlops/plugin-mlops-common';
import { meQuery } from '../api/meQuery';
import { mlopsApiRef } from '../api/mlopsApiRef';

/** Who looks at the page and what they may do; `undefined` until it is known. */
export function useMe(): Me | undefined {
  return useQuery(meQuery(useApi(mlopsApiRef))).data;
}
