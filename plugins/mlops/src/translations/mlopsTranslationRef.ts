import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogMessages } from './catalog';
import { commonMessages } from './common';
import { homeMessages } from './home';
import { nodesMessages } from './nodes';
import { permissionMessages } from './permissions';
import { pipelinesMessages } from './pipelines';
import { projectsMessages } from './projects';
import { runMessages } from './run';
import { runsMessages } from './runs';
import { securityMessages } from './security';

/** Texts of all our pages. */
export const mlopsTranslationRef = createTranslationRef({
  id: 'plugin.mlops',
  messages: {
    catalog: catalogMessages,
    common: commonMessages,
    home: homeMessages,
    nodes: nodesMessages,
    permission: permissionMessages,
    pipelines: pipelinesMessages,
    projects: projectsMessages,
    run: runMessages,
    runs: runsMessages,
    security: securityMessages,
  },
  translations: {
    zh: () => import('./zh'),
  },
});
