import { useMemo } from 'react';
import {
  isFinal,
  type Attempt,
  type Run,
  type RunTask,
} from '@mlops/plugin-mlops-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { LogViewer } from '../log/LogViewer';
import { EmptyState } from '../shared/EmptyState';
import { logSourceOf } from './logSourceOf';
import { useLinkedLines } from './useLinkedLines';

/** The log of the shown attempt, or why there is none yet. */
export function LogTab(props: {
  run: Run;
  task: RunTask;
  attempt: Attempt | null;
}) {
  const { run, task, attempt } = props;
  const api = useApi(mlopsApiRef);
  const { t } = useTranslationRef(mlopsTranslationRef);
  const number = attempt?.attempt ?? null;
  const { linked, link } = useLinkedLines(task.name, number);
  const source = useMemo(
    () =>
      number === null ? null : logSourceOf(api, run.id, task.name, number),
    [api, run.id, task.name, number],
  );
  if (!source || !attempt) {
    return (
      <EmptyState
        title={t('run.log.notStarted')}
        description={task.reason ?? t(`run.log.no.${task.status}`)}
      />
    );
  }
  return (
    <LogViewer
      source={source}
      live={!isFinal(attempt.status)}
      fileName={`${run.pipeline.name}-${run.number}-${task.name}-${attempt.attempt}.log`}
      linked={linked}
      onLink={link}
    />
  );
}
