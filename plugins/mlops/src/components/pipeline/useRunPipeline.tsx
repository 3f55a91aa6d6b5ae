import { useState } from 'react';
import {
  isFinal,
  pipelineRunPermission,
  type PipelineDetail,
} from '@mlops/plugin-mlops-common';
import { usePermitted } from '../../hooks/usePermitted';
import { useStartRun } from '../../hooks/useStartRun';
import { RunDialog } from '../runDialog/RunDialog';
import { hasParameters } from '../runDialog/hasParameters';

/** *Run* of a pipeline: asks for parameters where there are some, starts the run and goes to its page. */
export function useRunPipeline(pipeline: PipelineDetail) {
  const [asking, setAsking] = useState(false);
  const starting = useStartRun();
  const mayRun = usePermitted(pipelineRunPermission, pipeline);
  return {
    mayRun,
    run: () => {
      if (hasParameters(pipeline.parameters)) setAsking(true);
      else starting.start({ pipelineId: pipeline.id, parameters: {} });
    },
    isPending: starting.isPending,
    /** Why the last start was refused, or `null`. */
    error: starting.error,
    /** Belongs anywhere into the page. */
    dialog: (
      <RunDialog
        pipeline={pipeline}
        isOpen={asking}
        replaces={pipeline.lastRuns.some(({ status }) => !isFinal(status))}
        onClose={() => setAsking(false)}
      />
    ),
  };
}
