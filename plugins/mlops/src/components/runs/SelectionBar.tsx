import { useState } from 'react';
import { Button } from '@backstage/ui';
import {
  runDeletePermission,
  runStopPermission,
} from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '../../hooks/usePermitted';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DeleteRunsDialog } from '../run/DeleteRunsDialog';
import { errorText } from '../run/errorText';
import type { useRunSelection } from './useRunSelection';
import styles from './RunsTable.module.css';

/** What can be done with the ticked runs. */
export function SelectionBar(props: {
  selection: ReturnType<typeof useRunSelection>;
}) {
  const { selection } = props;
  const { selected, stop, remove, failure } = selection;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const [asking, setAsking] = useState(false);
  const mayStop = usePermission(runStopPermission);
  const mayDelete = usePermission(runDeletePermission);
  const stoppable = selection.stoppable.filter(mayStop);
  const removable = selection.removable.filter(mayDelete);
  return (
    <div
      className={styles.filters}
      role="group"
      aria-label={t('runs.selected', { count: selected.length })}
    >
      <span>{t('runs.selected', { count: selected.length })}</span>
      {stoppable.length > 0 && (
        <Button
          size="small"
          variant="secondary"
          isPending={stop.isPending}
          onPress={() => stop.mutate(stoppable)}
        >
          {t('runs.stop', { count: stoppable.length })}
        </Button>
      )}
      {removable.length > 0 && (
        <Button
          size="small"
          variant="secondary"
          destructive
          isPending={remove.isPending}
          onPress={() => setAsking(true)}
        >
          {t('runs.delete', { count: removable.length })}
        </Button>
      )}
      <Button
        size="small"
        variant="tertiary"
        onPress={() => selection.tickAll(false)}
      >
        {t('runs.deselect')}
      </Button>
      {failure && (
        <span className={styles.failure} role="alert">
          {errorText(failure)}
        </span>
      )}
      <DeleteRunsDialog
        names={removable.map(
          ({ pipeline, number }) => `${pipeline.title} #${number}`,
        )}
        isOpen={asking}
        isPending={remove.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          remove.mutate(removable);
          setAsking(false);
        }}
      />
    </div>
  );
}
