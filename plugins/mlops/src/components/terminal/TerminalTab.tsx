import { useState } from 'react';
import { Button } from '@backstage/ui';
import {
  terminalUsePermission,
  type Attempt,
  type Run,
  type RunTask,
} from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { usePermitted } from '../../hooks/usePermitted';
import { EmptyState } from '../shared/EmptyState';
import { OpenTerminal } from './OpenTerminal';
import { terminalKey, type TerminalShelf } from './TerminalShelf';
import { TerminalView } from './TerminalView';
import { useTerminalWay } from './useTerminalWay';

/** A terminal beside the shown attempt. Nothing is opened before the person asks for it. */
export function TerminalTab(props: {
  run: Run;
  task: RunTask;
  attempt: Attempt | null;
  shelf: TerminalShelf;
}) {
  const { run, task, attempt, shelf } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const number = attempt?.attempt ?? 0;
  const way = useTerminalWay(run.id, task.name, number);
  const key = terminalKey(task, attempt);
  // What is on the shelf does not tell when it changes, and only this changes it.
  const [, noteOpened] = useState(0);
  const terminal = shelf.get(key);
  const mayUse = usePermitted(terminalUsePermission, run);
  const isRunning = attempt?.status === 'running';

  if (terminal) {
    return (
      <TerminalView
        key={key}
        label={t('run.terminal.label', { task: task.title })}
        terminal={terminal}
        canReopen={isRunning && mayUse}
      />
    );
  }
  if (!isRunning) {
    return (
      <EmptyState
        title={t('run.terminal.notRunning')}
        description={t('run.terminal.notRunningWhy')}
      />
    );
  }
  return (
    <EmptyState
      title={t('run.tabs.terminal')}
      description={t('run.terminal.why')}
      action={
        <Button
          onPress={() => {
            shelf.put(key, new OpenTerminal(way, t('run.terminal.input')));
            noteOpened(count => count + 1);
          }}
        >
          {t('run.terminal.open')}
        </Button>
      }
    />
  );
}
