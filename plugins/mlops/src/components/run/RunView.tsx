import { useEffect } from 'react';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import type { Run } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { Gantt } from '../gantt/Gantt';
import { PipelineGraph } from '../graph/PipelineGraph';
import { MetricsPanel } from './MetricsPanel';
import { openingTask } from './openingTask';
import { RunBanner } from './RunBanner';
import { RunHeader } from './RunHeader';
import { RUN_VIEWS, type RunView as View } from './runLocation';
import { RunOverview } from './RunOverview';
import { SplitPane } from './SplitPane';
import { TaskPanel } from './TaskPanel';
import { TaskTable } from './TaskTable';
import { useRunActions } from './useRunActions';
import { useRunLocation } from './useRunLocation';
import { useRunShortcuts } from './useRunShortcuts';
import styles from './RunPage.module.css';

/** A loaded run. Until a person chooses, it shows the task that matters; afterwards what they chose. */
export function RunView({ run }: { run: Run }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const actions = useRunActions(run);
  const { location, go } = useRunLocation();

  const chosen =
    location.task === undefined ? openingTask(run.tasks) : location.task;
  const task = run.tasks.find(({ name }) => name === chosen) ?? null;
  const selected = task?.name ?? null;
  const select = (name: string | null) => go({ task: name, attempt: null });

  useRunShortcuts({ run, selected, go, rerun: () => actions.rerun() });

  useEffect(() => {
    const before = document.title;
    document.title = `${run.pipeline.title} #${run.number}`;
    return () => {
      document.title = before;
    };
  }, [run.pipeline.title, run.number]);

  return (
    <div className={styles.page}>
      <RunHeader run={run} actions={actions} />
      <RunBanner
        run={run}
        failure={actions.failure}
        onDismissFailure={actions.dismissFailure}
        onOpenLog={name => go({ task: name, attempt: null, tab: 'log' })}
      />
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
                    const view = RUN_VIEWS.find(known => keys.has(known));
                    if (view) go({ view });
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
              <div className={styles.view}>
                <Tasks
                  view={location.view}
                  run={run}
                  selected={selected}
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
      <MetricsPanel tasks={run.tasks} onSelect={select} />
    </div>
  );
}

function Tasks(props: {
  view: View;
  run: Run;
  selected: string | null;
  onSelect(name: string): void;
}) {
  const { view, run, selected, onSelect } = props;
  switch (view) {
    case 'gantt':
      return <Gantt run={run} selected={selected} onSelect={onSelect} />;
    case 'table':
      return (
        <TaskTable tasks={run.tasks} selected={selected} onSelect={onSelect} />
      );
    default:
      return (
        <PipelineGraph
          tasks={run.tasks}
          selected={selected}
          onSelect={onSelect}
        />
      );
  }
}
