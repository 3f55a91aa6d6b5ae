import { lazy, Suspense } from 'react';
import {
  Alert,
  Dialog,
  DialogBody,
  DialogHeader,
  Skeleton,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  problemsOf,
  type PipelineDetail,
  type Run,
} from '@mlops/plugin-mlops-common';
import { useStartRun } from '../../hooks/useStartRun';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { QuotaHint } from '../quota/QuotaHint';
import { ErrorPanel } from '../shared/ErrorPanel';
import styles from './RunDialog.module.css';

// The form and its validator are large, and most pages do without.
const ParameterForm = lazy(() => import('./ParameterForm'));

/** Asks for the parameters of a run. What the backend refuses stays in the form. */
export function RunDialog(props: {
  pipeline: PipelineDetail;
  /** A run to do again; the form begins with its parameters. */
  again?: Pick<Run, 'id' | 'parameters'>;
  isOpen: boolean;
  /** A run is under way, whose place the new one takes. */
  replaces: boolean;
  onClose(): void;
}) {
  const { pipeline, again, isOpen, replaces, onClose } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const starting = useStartRun();
  const close = () => {
    starting.reset();
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onOpenChange={open => !open && close()} width={560}>
      <DialogHeader>
        {t('pipelines.dialog.title', { name: pipeline.title })}
      </DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {replaces && (
            <Alert
              status="warning"
              icon
              title={t('pipelines.dialog.replaces')}
              description={t('pipelines.dialog.replacesWhat')}
            />
          )}
          <QuotaHint project={pipeline.project} />
          {starting.isError && <ErrorPanel error={starting.error} />}
          <Suspense fallback={<Skeleton width="100%" height={240} />}>
            <ParameterForm
              schema={pipeline.parameters}
              initial={again?.parameters}
              problems={problemsOf(starting.error)}
              isPending={starting.isPending}
              onCancel={close}
              onSubmit={parameters =>
                starting.start({
                  pipelineId: pipeline.id,
                  parameters,
                  again: again && { runId: again.id },
                })
              }
            />
          </Suspense>
        </div>
      </DialogBody>
    </Dialog>
  );
}
