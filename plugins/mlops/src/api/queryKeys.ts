/** Under which name an answer of the backend is kept. */
export const queryKeys = {
  me: () => ['mlops', 'me'] as const,
  projects: () => ['mlops', 'projects'] as const,
  projectList: (question: object) => ['mlops', 'projects', question] as const,
  project: (name: string) => ['mlops', 'project', name] as const,
  projectPart: (name: string, part: string, question: object = {}) =>
    ['mlops', 'project', name, part, question] as const,
  roles: (question: object) => ['mlops', 'roles', question] as const,
  role: (name: string) => ['mlops', 'role', name] as const,
  roleMembers: (name: string, question: object) =>
    ['mlops', 'role', name, 'members', question] as const,
  users: (question: object) => ['mlops', 'users', question] as const,
  explanation: (question: object) => ['mlops', 'explain', question] as const,
  explainedObject: (kind: string, id: string) =>
    ['mlops', 'explainedObject', kind, id] as const,
  allNodes: () => ['mlops', 'nodes'] as const,
  nodes: (question: object) => ['mlops', 'nodes', 'list', question] as const,
  node: (cluster: string, name: string) =>
    ['mlops', 'nodes', 'one', cluster, name] as const,
  nodeLoad: (by: string) => ['mlops', 'nodes', 'load', by] as const,
  nodeRoles: (cluster: string, name: string, roles: object) =>
    ['mlops', 'nodes', 'roles', cluster, name, roles] as const,
  audit: (question: object) => ['mlops', 'audit', question] as const,
  people: (search: string) => ['mlops', 'people', search] as const,
  allPipelines: () => ['mlops', 'pipelines'] as const,
  pipelines: (question: object) => ['mlops', 'pipelines', question] as const,
  pipeline: (id: string) => ['mlops', 'pipeline', id] as const,
  jobTemplate: (id: string) => ['mlops', 'jobTemplate', id] as const,
  jobTemplateVersions: (id: string) =>
    ['mlops', 'jobTemplate', id, 'versions'] as const,
  pipelineRevision: (id: string, revision: number) =>
    ['mlops', 'pipeline', id, 'revision', revision] as const,
  revisions: (id: string) => ['mlops', 'pipeline', id, 'revisions'] as const,
  metrics: (id: string, until: string | null) =>
    ['mlops', 'pipeline', id, 'metrics', until] as const,
  allRuns: () => ['mlops', 'runs'] as const,
  runs: (question: object) => ['mlops', 'runs', question] as const,
  /** Beside the runs, whose changes change what is used of it. */
  quota: (project: string) => ['mlops', 'runs', 'quota', project] as const,
  run: (id: string) => ['mlops', 'run', id] as const,
  runPlan: (id: string, task: string) =>
    ['mlops', 'run', id, 'plan', task] as const,
  runMessages: (id: string, task?: string | null) =>
    ['mlops', 'run', id, 'messages', task ?? null] as const,
  usage: (id: string, task: string, attempt: number) =>
    ['mlops', 'run', id, 'usage', task, attempt] as const,
};
