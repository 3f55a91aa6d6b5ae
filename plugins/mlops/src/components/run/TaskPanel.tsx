import { useMemo } from 'react';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import {
  isFinal,
  terminalUsePermission,
  type Run,
  type RunTask,
} from '@mlops/plugin-mlops-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { Outputs } from '../outputs/Outputs';
import { usePermitted } from '../../hooks/usePermitted';
import { StateBadge } from '../shared/StateBadge';
import { terminalKey, type TerminalShelf } from '../terminal/TerminalShelf';
import { TerminalTab } from '../terminal/TerminalTab';
import { AttemptMenu } from './AttemptMenu';
import { CommandTab } from './CommandTab';
import { EventsTab } from './EventsTab';
import { InputsTab } from './InputsTab';
import { LogTab } from './LogTab';
import { outputSourceOf } from './outputSourceOf';
import { ResourcesTab } from './ResourcesTab';
import { TASK_TABS, type RunLocation } from './runLocation';
import styles from './TaskPanel.module.css';

/** Everything about the selected task of a run. */
export function TaskPanel(props: {
  run: Run;
  task: RunTask;
  location: RunLocation;
  /** Terminals that were opened on the page. */
  shelf: TerminalShelf;
  onGo(change: Partial<RunLocation>): void;
  /** A person began to read here, so that the page must not go on to another task by itself. */
  onTouch(): void;
}) {
  const { run, task, location, shelf, onGo, onTouch } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const latest = task.attempts[task.attempts.length - 1] ?? null;
  const attempt =
    task.attempts.find(({ attempt: at }) => at === location.attempt) ?? latest;
  const status = attempt?.status ?? task.status;
  const mayUseTerminal = usePermitted(terminalUsePermission, run);
  const hasTerminal =
    // Whoever is there when it ends reads why.
    shelf.get(terminalKey(task, attempt)) !== undefined ||
    (run.hasTerminals &&
      mayUseTerminal &&
      (attempt?.status === 'running' || location.tab === 'terminal'));

  return (
    <section
      className={styles.panel}
      aria-label={task.title}
      onPointerDownCapture={onTouch}
      onKeyDownCapture={onTouch}
      onWheelCapture={onTouch}
    >
      <div className={styles.head}>
        <h2 className={styles.title} title={task.name}>
          {task.title}
        </h2>
        <StateBadge status={status} />
        {task.attempts.length > 1 && attempt && (
          <AttemptMenu
            attempts={task.attempts}
            shown={attempt.attempt}
            onShow={number => onGo({ task: task.name, attempt: number })}
          />
        )}
        {(attempt?.reason ?? task.reason) && (
          <span className={styles.reason}>
            {attempt?.reason ?? task.reason}
          </span>
        )}
      </div>
      <Tabs
        className={styles.tabs}
        selectedKey={
          location.tab === 'terminal' && !hasTerminal ? 'log' : location.tab
        }
        onSelectionChange={key => {
          const tab = TASK_TABS.find(known => known === key);
          if (tab) onGo({ task: task.name, tab });
        }}
      >
        <TabList aria-label={t('run.tabs.label')}>
          <Tab id="log">{t('run.tabs.log')}</Tab>
          <Tab id="outputs">{t('run.tabs.outputs')}</Tab>
          <Tab id="inputs">{t('run.tabs.inputs')}</Tab>
          <Tab id="command">{t('run.tabs.command')}</Tab>
          <Tab id="resources">{t('run.tabs.resources')}</Tab>
          <Tab id="events">{t('run.tabs.events')}</Tab>
          {hasTerminal && <Tab id="terminal">{t('run.tabs.terminal')}</Tab>}
        </TabList>
        <TabPanel id="log" className={styles.fill}>
          <LogTab run={run} task={task} attempt={attempt} />
        </TabPanel>
        <TabPanel id="outputs" className={styles.scroll}>
          <OutputsTab run={run} task={task} />
        </TabPanel>
        <TabPanel id="inputs" className={styles.scroll}>
          <InputsTab run={run} task={task} onGo={onGo} />
        </TabPanel>
        <TabPanel id="command" className={styles.scroll}>
          <CommandTab run={run} task={task} />
        </TabPanel>
        <TabPanel id="resources" className={styles.scroll}>
          <ResourcesTab run={run} task={task} attempt={attempt} />
        </TabPanel>
        <TabPanel id="events" className={styles.scroll}>
          <EventsTab run={run} task={task} />
        </TabPanel>
        {hasTerminal && (
          <TabPanel id="terminal" className={styles.fill}>
            <TerminalTab
              key={attempt?.attempt}
              run={run}
              task={task}
              attempt={attempt}
              shelf={shelf}
            />
          </TabPanel>
        )}
      </Tabs>
    </section>
  );
}

/** Files and values are kept of the last attempt only. */
function OutputsTab({ run, task }: { run: Run; task: RunTask }) {
  const api = useApi(mlopsApiRef);
  const source = useMemo(
    () => outputSourceOf(api, run.id, task.name, task.attempts.length),
    [api, run.id, task.name, task.attempts.length],
  );
  return (
    <Outputs
      source={source}
      outputs={task.outputs}
      values={task.values}
      live={!isFinal(task.status)}
    />
  );
}
