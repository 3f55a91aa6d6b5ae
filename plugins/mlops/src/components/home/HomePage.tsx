import { MlopsPage } from '../shared/MlopsPage';
import { Home } from './Home';

/** The page that the portal opens with. */
export function HomePage() {
  return (
    <MlopsPage>
      <Home />
    </MlopsPage>
  );
}
