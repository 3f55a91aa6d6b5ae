import { STATUSES, type Status } from '@mlops/plugin-mlops-common';

/** How the tasks of a run are drawn. */
export const RUN_VIEWS = ['graph', 'gantt', 'table'] as const;
export type RunView = (typeof RUN_VIEWS)[number];

/** What is shown of the selected task. */
export const TASK_TABS = [
  'log',
  'outputs',
  'inputs',
  'command',
  'resources',
  'events',
  'terminal',
] as const;
export type TaskTab = (typeof TASK_TABS)[number];

/** What a copied link brings back. */
export interface RunLocation {
  view: RunView;
  /** `undefined`: nobody chose yet; `null`: the run as a whole was chosen. */
  task: string | null | undefined;
  /** Counts from 1; `null` is the latest. */
  attempt: number | null;
  tab: TaskTab;
  /** States of the tasks that are listed; none lists all. */
  states: readonly Status[];
  /** Text in the names of the tasks that are listed. */
  find: string;
}

/** Stands in the address for the run as a whole; no task is named so. */
const WHOLE_RUN = '*';

/** Reads the part of the address after the `?`; what is not understood gives its default. */
export function parseRunLocation(search: URLSearchParams): RunLocation {
  const view = search.get('view');
  const tab = search.get('tab');
  const attempt = Number(search.get('attempt'));
  return {
    view: RUN_VIEWS.find(known => known === view) ?? 'graph',
    task: readTask(search.get('task')),
    attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : null,
    tab: TASK_TABS.find(known => known === tab) ?? 'log',
    states: STATUSES.filter(status => search.getAll('state').includes(status)),
    find: search.get('find') ?? '',
  };
}

/** Writes a location; defaults are left out, other parameters are kept. */
export function formatRunLocation(
  location: RunLocation,
  before: URLSearchParams,
): URLSearchParams {
  const { view, task, attempt, tab, states, find } = location;
  const search = new URLSearchParams(before);
  write(search, 'view', view === 'graph' ? null : view);
  write(search, 'task', task === undefined ? null : task ?? WHOLE_RUN);
  write(search, 'attempt', attempt === null ? null : String(attempt));
  write(search, 'tab', tab === 'log' ? null : tab);
  search.delete('state');
  states.forEach(state => search.append('state', state));
  write(search, 'find', find === '' ? null : find);
  return search;
}

function readTask(task: string | null): string | null | undefined {
  if (task === null) return undefined;
  return task === WHOLE_RUN ? null : task;
}

function write(search: URLSearchParams, name: string, value: string | null) {
  if (value === null) search.delete(name);
  else search.set(name, value);
}
