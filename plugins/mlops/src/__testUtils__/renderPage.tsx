import { Suspense, type ReactElement } from 'react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { mlopsApiRef } from '../api/mlopsApiRef';
import {
  nodesRouteRef,
  pipelineRouteRef,
  projectRouteRef,
  runRouteRef,
  runsRouteRef,
  securityRouteRef,
} from '../routes';
import type { FakeBackend } from './FakeBackend';

/** Renders a page of runs at an address of the portal, on the given backend; other addresses are empty. */
export function renderPage(
  page: ReactElement,
  options: { backend: Pick<FakeBackend, 'client'>; at: string; path: string },
) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false } },
  });
  return renderInTestApp(
    <QueryClientProvider client={client}>
      <Routes>
        <Route
          path={options.path}
          element={<Suspense fallback={null}>{page}</Suspense>}
        />
        <Route path="*" element={null} />
      </Routes>
      <Address />
    </QueryClientProvider>,
    {
      initialRouteEntries: [options.at],
      mountedRoutes: {
        '/mlops/runs': runsRouteRef,
        '/mlops/runs/:id': runRouteRef,
        '/mlops/pipelines/:id': pipelineRouteRef,
        '/mlops/projects/:name': projectRouteRef,
        '/mlops/security': securityRouteRef,
        '/mlops/nodes': nodesRouteRef,
      },
      apis: [
        [mlopsApiRef, options.backend.client],
        [catalogApiRef, catalogApiMock()],
      ],
    },
  );
}

function Address() {
  const { pathname, search, hash } = useLocation();
  return <output data-testid="address">{pathname + search + hash}</output>;
}
