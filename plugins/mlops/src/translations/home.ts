/** Texts of Home. */
export const homeMessages = {
  title: 'Home',
  demos: 'Try one',
  welcome: {
    title: 'Welcome',
    what: 'Pipelines train, compare and deliver models; every run keeps its log, its results and what produced them.',
    how: 'A demo is a real pipeline on real data: run it, watch it, and open what it leaves.',
    then: 'Copy one later to make it your own.',
    action: 'Run {{name}}',
  },
  running: 'Running now',
  noneRunning: 'Nothing is running',
  noneRunningWhy: 'Runs that are under way appear here with their progress.',
  recent: 'My recent runs',
  noRecent: 'You have not run anything yet',
  noRecentWhy: 'Run a demo above, or open a pipeline and press Run.',
  mine: 'My pipelines',
  noMine: 'You have made no pipeline yet',
  noMineWhy: 'Pipelines that you make appear here.',
  progress: '{{done}} of {{total}} tasks',
} as const;
