import { MlopsPage } from './components/shared/MlopsPage';
import { RunPage as RunContent } from './components/run/RunPage';
import { RunsPage as RunsContent } from './components/runs/RunsPage';

export function RunsPage() {
  return (
    <MlopsPage>
      <RunsContent />
    </MlopsPage>
  );
}

export function RunPage() {
  return (
    <MlopsPage>
      <RunContent />
    </MlopsPage>
  );
}
