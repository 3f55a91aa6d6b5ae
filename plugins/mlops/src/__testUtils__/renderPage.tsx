import type { ReactElement } from 'react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { mlopsApiRef } from '../api/mlopsApiRef';
import { pipelineRouteRef, runRouteRef, runsRouteRef } from '../routes';
import type { FakeBackend } from './FakeBackend';

/** Renders a page of runs at an address of the portal, on the given backend; other addresses are empty. */
export function renderPage(
  page: ReactElement,
  options: { backend: FakeBackend; at: string; path: string },
) {
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false } },
  });
  return renderInTestApp(
    <QueryClientProvider client={client}>
      <Routes>
        <Route path={options.path} element={page} />
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
      },
      apis: [[mlopsApiRef, options.backend.client]],
    },
  );
}

function Address() {
  const { pathname, search, hash } = useLocation();
  return <output data-testid="address">{pathname + search + hash}</output>;
}
