import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

export const homeRouteRef = createRouteRef();
export const pipelinesRouteRef = createRouteRef();
export const pipelineRouteRef = createRouteRef({ params: ['id'] });
export const runsRouteRef = createRouteRef();
export const runRouteRef = createRouteRef({ params: ['id'] });
export const projectsRouteRef = createRouteRef();
export const projectRouteRef = createRouteRef({ params: ['name'] });
export const securityRouteRef = createRouteRef();
export const nodesRouteRef = createRouteRef();

/** The page of an entity in the catalog. */
export const entityRouteRef = createExternalRouteRef({
  params: ['kind', 'namespace', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});
