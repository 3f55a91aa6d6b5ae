import type { Run } from '@mlops/plugin-mlops-common';

/** Every page of the suite, with something to see on it. */
export function portalPages(run: Run): Array<{ name: string; path: string }> {
  const pipeline = `/mlops/pipelines/${run.pipeline.id}`;
  const at = `/mlops/runs/${run.id}`;
  return [
    { name: 'Home', path: '/' },
    { name: 'Pipelines', path: '/mlops/pipelines' },
    { name: 'Pipeline: graph', path: pipeline },
    { name: 'Pipeline: runs', path: `${pipeline}?tab=runs` },
    { name: 'Pipeline: metrics', path: `${pipeline}?tab=metrics` },
    { name: 'Pipeline: settings', path: `${pipeline}?tab=settings` },
    { name: 'Pipeline: revisions', path: `${pipeline}?tab=revisions` },
    { name: 'Pipeline: definition', path: `${pipeline}?tab=definition` },
    { name: 'Runs', path: '/mlops/runs' },
    { name: 'Runs: none match', path: '/mlops/runs?name=nobody' },
    { name: 'Projects', path: '/mlops/projects' },
    { name: 'Project: overview', path: '/mlops/projects/public' },
    { name: 'Project: members', path: '/mlops/projects/public?tab=members' },
    { name: 'Project: settings', path: '/mlops/projects/public?tab=settings' },
    { name: 'Project: audit', path: '/mlops/projects/public?tab=audit' },
    { name: 'Security: roles', path: '/mlops/security?role=gamma' },
    { name: 'Security: administrators', path: '/mlops/security?role=admin' },
    { name: 'Security: users', path: '/mlops/security?tab=users' },
    {
      name: 'Security: explain',
      path: '/mlops/security?tab=explain&user=user:default/alice&permission=mlops.run.stop',
    },
    { name: 'Security: audit', path: '/mlops/security?tab=audit' },
    { name: 'Run: log', path: `${at}?task=svc&tab=log` },
    { name: 'Run: outputs', path: `${at}?task=compare&tab=outputs` },
    { name: 'Run: inputs', path: `${at}?task=svc&tab=inputs` },
    { name: 'Run: command', path: `${at}?task=svc&tab=command` },
    { name: 'Run: resources', path: `${at}?task=svc&tab=resources` },
    { name: 'Run: events', path: `${at}?task=svc&tab=events` },
    { name: 'Run: Gantt', path: `${at}?view=gantt` },
    { name: 'Run: table', path: `${at}?view=table` },
    { name: 'Run: metrics over runs', path: `${at}?metrics=runs` },
  ];
}
