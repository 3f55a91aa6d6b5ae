import { useCallback, useEffect, useMemo } from 'react';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { Run, RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { Gantt } from '../gantt/Gantt';
import { PipelineGraph } from '../graph/PipelineGraph';
import { MetricsPanel } from '../metrics/MetricsPanel';
import { EmptyState } from '../shared/EmptyState';
import { useTerminalShelf } from '../terminal/useTerminalShelf';
import { filterTasks } from './filterTasks';

import { RetentionNotice } from './RetentionNotice';
import { RunBanner } from './RunBanner';
import { RunHeader } from './RunHeader';
import { RUN_VIEWS, type RunView as View } from './runLocation';
import { RunOverview } from './RunOverview';
import { SplitPane } from './SplitPane';
import { TaskFilterBar } from './TaskFilterBar';
import { TaskPanel } from './TaskPanel';
import { TaskTable } from './TaskTable';
import { useOpeningTask } from './useOpeningTask';
import { useRunActions } from './useRunActions';
import { useRunLocation } from './useRunLocation';
import { useRunShortcuts } from './useRunShortcuts';
import styles from './RunPage.module.css';

/** A loaded run. Until a person chooses, it shows the task that matters; afterwards what they chose. */
export function RunView({ run }: { run: Run }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const actions = useRunActions(run);
  const { location, go } = useRunLocation();
  const shelf = useTerminalShelf();

  const opening = useOpeningTask(run.tasks);
  const chosen = location.task === undefined ? opening : location.task;
  const task = run.tasks.find(({ name }) => name === chosen) ?? null;
  const selected = task?.name ?? null;
  const select = useCallback(
    (name: string | null) => go({ task: name, attempt: null }),
    [go],
  );
  const { view, states, find } = location;
  const listed = useMemo(
    () =>
      view === 'graph' ? run.tasks : filterTasks(run.tasks, { states, find }),
    [view, run.tasks, states, find],
  );

  useRunShortcuts({
    run,
    listed,
    selected,
    go,
    rerun: () => actions.rerun(),
  });

  useEffect(() => {
    const before = document.title;
    document.title = `${run.pipeline.title} #${run.number}`;
    return () => {
      document.title = before;
    };
  }, [run.pipeline.title, run.number]);

  return (
    <div className={styles.page}>
      <RunHeader run={run} task={task} actions={actions} />
      <RunBanner
        run={run}
        failure={actions.failure}
        onDismissFailure={actions.dismissFailure}
        onOpenLog={name => go({ task: name, attempt: null, tab: 'log' })}
      />
      <RetentionNotice run={run} />
      <div className={styles.work}>
        <SplitPane
          label={t('run.divider')}
          storageKey="mlops.run.divider"
          left={
            <>
              <div className={styles.views}>
                <ToggleButtonGroup
                  aria-label={t('run.views.label')}
                  selectionMode="single"
                  disallowEmptySelection
                  selectedKeys={[location.view]}
                  onSelectionChange={keys => {
                    const next = RUN_VIEWS.find(known => keys.has(known));
                    if (next) go({ view: next });
                  }}
                >
                  <ToggleButton id="graph">{t('run.views.graph')}</ToggleButton>
                  <ToggleButton id="gantt">{t('run.views.gantt')}</ToggleButton>
                  <ToggleButton id="table">{t('run.views.table')}</ToggleButton>
                </ToggleButtonGroup>
                <ToggleButton
                  isSelected={selected === null}
                  onChange={() => select(null)}
                >
                  {t('run.views.whole')}
                </ToggleButton>
              </div>
              {location.view !== 'graph' && (
                <TaskFilterBar
                  tasks={run.tasks}
                  listed={listed.length}
                  location={location}
                  onGo={go}
                />
              )}
              <div className={styles.view}>
                <Tasks
                  listed={listed}
                  view={location.view}
                  run={run}
                  selected={selected}
                  guided={location.task === undefined}
                  onSelect={select}
                />
              </div>
            </>
          }
          right={
            task ? (
              <TaskPanel
                key={task.name}
                onTouch={() =>
                  location.task === undefined && go({ task: task.name })
                }
                run={run}
                task={task}
                location={location}
                shelf={shelf}
                onGo={go}
              />
            ) : (
              <div className={styles.overview}>
                <RunOverview run={run} />
              </div>
            )
          }
        />
      </div>
      <MetricsPanel run={run} onSelect={select} />
    </div>
  );
}

function Tasks(props: {
  view: View;
  run: Run;
  /** The tasks that the filter lets through. */
  listed: readonly RunTask[];
  selected: string | null;
  /** Whether nobody chose the selected task. */
  guided: boolean;
  onSelect(name: string): void;
}) {
  const { view, run, listed, selected, guided, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  if (listed.length === 0) {
    return (
      <EmptyState
        title={t('run.table.none')}
        description={t('run.table.noneWhy')}
      />
    );
  }
  switch (view) {
    case 'gantt':
      return (
        <Gantt
          run={run}
          tasks={listed}
          selected={selected}
          onSelect={onSelect}
        />
      );
    case 'table':
      return (
        <TaskTable tasks={listed} selected={selected} onSelect={onSelect} />
      );
    default:
      return (
        <PipelineGraph
          tasks={run.tasks}
          selected={selected}
          guided={guided}
          onSelect={onSelect}
        />
      );
  }
}
