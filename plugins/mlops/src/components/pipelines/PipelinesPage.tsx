import { MlopsPage } from '../shared/MlopsPage';
import { PipelineList } from './PipelineList';

/** Every pipeline that the person may see. */
export function PipelinesPage() {
  return (
    <MlopsPage>
      <PipelineList />
    </MlopsPage>
  );
}
