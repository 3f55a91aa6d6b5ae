import { queryClient } from '../api/queryClient';
import { SecurityPage } from '../components/security/SecurityPage';
import type { FakeRoles } from './FakeRoles';
import { renderPage } from './renderPage';

/** Opens the Security page at what its address says. */
export function openSecurity(backend: FakeRoles, query = '?role=gamma') {
  // The page brings the memory of the portal with it.
  queryClient.clear();
  renderPage(<SecurityPage />, {
    backend,
    at: `/mlops/security${query}`,
    path: '/mlops/security',
  });
}
