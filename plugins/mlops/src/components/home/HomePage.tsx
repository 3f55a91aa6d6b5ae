import { homePagePermission } from '@mlops/plugin-mlops-common';
import { PermittedPage } from '../shared/PermittedPage';
import { Home } from './Home';

/** The page that the portal opens with. */
export function HomePage() {
  return (
    <PermittedPage permission={homePagePermission}>
      <Home />
    </PermittedPage>
  );
}
