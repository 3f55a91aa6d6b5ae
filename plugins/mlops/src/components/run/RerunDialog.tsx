import { useQuery } from '@tanstack/react-query';
import { Dialog, DialogBody, DialogHeader, Skeleton } from '@backstage/ui';
import { isFinal, type Run } from '@mlops/plugin-mlops-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { RunDialog } from '../runDialog/RunDialog';
import { ErrorPanel } from '../shared/ErrorPanel';

/** Asks for the parameters of a rerun, beginning with those of the run. */
export function RerunDialog(props: { run: Run; onClose(): void }) {
  const { run, onClose } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const pipeline = useQuery({
    queryKey: queryKeys.pipelineRevision(run.pipeline.id, run.revision),
    queryFn: ({ signal }) =>
      api.getPipeline({
        params: { id: run.pipeline.id },
        query: { revision: run.revision },
        signal,
      }),
    // A revision never changes.
    staleTime: Infinity,
  });
  if (pipeline.data) {
    return (
      <RunDialog
        pipeline={pipeline.data}
        again={run}
        isOpen
        replaces={!isFinal(run.status)}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog isOpen onOpenChange={open => !open && onClose()} width={560}>
      <DialogHeader>
        {t('pipelines.dialog.title', { name: run.pipeline.title })}
      </DialogHeader>
      <DialogBody>
        {pipeline.isError ? (
          <ErrorPanel
            error={pipeline.error}
            onRetry={() => pipeline.refetch()}
          />
        ) : (
          <Skeleton width="100%" height={240} />
        )}
      </DialogBody>
    </Dialog>
  );
}
