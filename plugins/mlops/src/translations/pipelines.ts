/** Texts of the pages of pipelines. */
export const pipelinesMessages = {
  title: 'Pipelines',
  search: 'Search pipelines',
  project: 'Project',
  mine: 'Mine',
  sort: 'Sort',
  sortBy: {
    name: 'Name, A to Z',
    nameDown: 'Name, Z to A',
    newest: 'Changed last',
    oldest: 'Changed first',
  },
  column: {
    name: 'Name',
    project: 'Project',
    owner: 'Owner',
    lastRuns: 'Last runs',
    median: 'Median duration',
    actions: 'Actions',
  },
  fromGit: 'from Git',
  runOf: 'Run #{{number}}: {{status}}',
  neverRun: 'never run',
  empty: 'No pipelines yet',
  emptyWhy:
    'A pipeline is a graph of tasks. Pipelines come from the folder of definitions or are made through the API.',
  noMatch: 'No pipeline matches',
  noMatchWhy: 'Remove a filter to see more.',
  tabs: {
    label: 'About the pipeline',
    graph: 'Graph',
    runs: 'Runs',
    revisions: 'Revisions',
    definition: 'Definition',
  },
  revision: 'Revision {{revision}}',
  current: 'current',
  tasks_one: '{{count}} task',
  tasks_other: '{{count}} tasks',
  dialog: {
    title: 'Run {{name}}',
    replaces:
      'The manual run that is under way is stopped and takes its work folders along.',
    start: 'Run',
    starting: 'Starting…',
  },
} as const;
