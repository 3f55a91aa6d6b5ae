import { lazy, Suspense } from 'react';
import {
  Alert,
  Dialog,
  DialogBody,
  DialogHeader,
  Skeleton,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineDetail } from '@mlops/plugin-mlops-common';
import { useStartRun } from '../../hooks/useStartRun';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';

// The form and its validator are large, and most pages do without.
const ParameterForm = lazy(() => import('./ParameterForm'));

/** Asks for the parameters of a run. What the backend refuses stays in the form. */
export function RunDialog(props: {
  pipeline: PipelineDetail;
  isOpen: boolean;
  /** A manual run is under way, whose place the new one takes. */
  replaces: boolean;
  onClose(): void;
}) {
  const { pipeline, isOpen, replaces, onClose } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const start = useStartRun();
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => !open && onClose()}
      width={560}
    >
      <DialogHeader>
        {t('pipelines.dialog.title', { name: pipeline.title })}
      </DialogHeader>
      <DialogBody>
        {replaces && (
          <Alert status="warning" icon title={t('pipelines.dialog.replaces')} />
        )}
        {start.isError && <ErrorPanel error={start.error} />}
        <Suspense fallback={<Skeleton width="100%" height={240} />}>
          <ParameterForm
            schema={pipeline.parameters}
            isPending={start.isPending}
            onCancel={onClose}
            onSubmit={parameters =>
              start.mutate({ pipelineId: pipeline.id, parameters })
            }
          />
        </Suspense>
      </DialogBody>
    </Dialog>
  );
}
