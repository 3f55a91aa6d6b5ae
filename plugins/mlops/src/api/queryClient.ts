import { QueryClient } from '@tanstack/react-query';
import { ResponseError } from '@backstage/errors';

/** One memory of answers for all our pages, so that going back shows at once what was there. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1_000,
      // What the backend refused it will refuse again.
      retry: (failures, error) =>
        failures < 2 &&
        !(error instanceof ResponseError && error.response.status < 500),
    },
  },
});
