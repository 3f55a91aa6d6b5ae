import { runsPagePermission } from '@mlops/plugin-mlops-common';
import { PermittedPage } from './components/shared/PermittedPage';
import { RunPage as RunContent } from './components/run/RunPage';
import { RunsPage as RunsContent } from './components/runs/RunsPage';

export function RunsPage() {
  return (
    <PermittedPage permission={runsPagePermission}>
      <RunsContent />
    </PermittedPage>
  );
}

export function RunPage() {
  return (
    <PermittedPage permission={runsPagePermission}>
      <RunContent />
    </PermittedPage>
  );
}
