import { pipelinesPagePermission } from '@mlops/plugin-mlops-common';
import { PermittedPage } from '../shared/PermittedPage';
import { PipelineList } from './PipelineList';

/** Every pipeline that the person may see. */
export function PipelinesPage() {
  return (
    <PermittedPage permission={pipelinesPagePermission}>
      <PipelineList />
    </PermittedPage>
  );
}
