import {
  ApiBlueprint,
  AppRootElementBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { createMlopsClient } from '@mlops/plugin-mlops-common';
import {
  RiFlowChart,
  RiHome4Line,
  RiPlayCircleLine,
  RiServerLine,
  RiShieldUserLine,
  RiTeamLine,
} from '@remixicon/react';
import { mlopsApiRef } from './api/mlopsApiRef';
import { AccessWatch } from './hooks/AccessWatch';
import { entityParts } from './entityParts';
import {
  entityRouteRef,
  homeRouteRef,
  nodesRouteRef,
  pipelineRouteRef,
  pipelinesRouteRef,
  projectRouteRef,
  projectsRouteRef,
  runRouteRef,
  runsRouteRef,
  securityRouteRef,
} from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: mlopsApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) =>
        createMlopsClient({ fetch: fetchApi.fetch, baseUrl: 'plugin://mlops' }),
    }),
});

const accessWatch = AppRootElementBlueprint.make({
  name: 'access-watch',
  params: { element: <AccessWatch /> },
});

const homePage = PageBlueprint.make({
  params: {
    path: '/',
    title: 'Home',
    icon: <RiHome4Line />,
    noHeader: true,
    routeRef: homeRouteRef,
    loader: () =>
      import('./components/home/HomePage').then(m => <m.HomePage />),
  },
});

const pipelinesPage = PageBlueprint.make({
  name: 'pipelines',
  params: {
    path: '/mlops/pipelines',
    title: 'Pipelines',
    icon: <RiFlowChart />,
    noHeader: true,
    routeRef: pipelinesRouteRef,
    loader: () =>
      import('./components/pipelines/PipelinesPage').then(m => (
        <m.PipelinesPage />
      )),
  },
});

const pipelinePage = PageBlueprint.make({
  name: 'pipeline',
  params: {
    path: '/mlops/pipelines/:id',
    noHeader: true,
    routeRef: pipelineRouteRef,
    loader: () =>
      import('./components/pipeline/PipelinePage').then(m => (
        <m.PipelinePage />
      )),
  },
});

const runsPage = PageBlueprint.make({
  name: 'runs',
  params: {
    path: '/mlops/runs',
    title: 'Runs',
    icon: <RiPlayCircleLine />,
    noHeader: true,
    routeRef: runsRouteRef,
    loader: () => import('./pages').then(m => <m.RunsPage />),
  },
});

const runPage = PageBlueprint.make({
  name: 'run',
  params: {
    path: '/mlops/runs/:id',
    noHeader: true,
    routeRef: runRouteRef,
    loader: () => import('./pages').then(m => <m.RunPage />),
  },
});

const projectsPage = PageBlueprint.make({
  name: 'projects',
  params: {
    path: '/mlops/projects',
    title: 'Projects',
    icon: <RiTeamLine />,
    noHeader: true,
    routeRef: projectsRouteRef,
    loader: () =>
      import('./components/projects/ProjectsPage').then(m => (
        <m.ProjectsPage />
      )),
  },
});

const projectPage = PageBlueprint.make({
  name: 'project',
  params: {
    path: '/mlops/projects/:name',
    noHeader: true,
    routeRef: projectRouteRef,
    loader: () =>
      import('./components/project/ProjectPage').then(m => <m.ProjectPage />),
  },
});

const securityPage = PageBlueprint.make({
  name: 'security',
  params: {
    path: '/mlops/security',
    title: 'Security',
    icon: <RiShieldUserLine />,
    noHeader: true,
    routeRef: securityRouteRef,
    loader: () =>
      import('./components/security/SecurityPage').then(m => (
        <m.SecurityPage />
      )),
  },
});

const nodesPage = PageBlueprint.make({
  name: 'nodes',
  params: {
    path: '/mlops/nodes',
    title: 'Nodes',
    icon: <RiServerLine />,
    noHeader: true,
    routeRef: nodesRouteRef,
    loader: () =>
      import('./components/nodes/NodesPage').then(m => <m.NodesPage />),
  },
});

/** The pages of the MLOps suite. @public */
export const mlopsPlugin = createFrontendPlugin({
  pluginId: 'mlops',
  extensions: [
    api,
    accessWatch,
    homePage,
    pipelinesPage,
    pipelinePage,
    runsPage,
    runPage,
    projectsPage,
    projectPage,
    securityPage,
    nodesPage,
    ...entityParts,
  ],
  routes: {
    home: homeRouteRef,
    pipelines: pipelinesRouteRef,
    pipeline: pipelineRouteRef,
    runs: runsRouteRef,
    run: runRouteRef,
    projects: projectsRouteRef,
    project: projectRouteRef,
    security: securityRouteRef,
    nodes: nodesRouteRef,
  },
  externalRoutes: { entity: entityRouteRef },
});
