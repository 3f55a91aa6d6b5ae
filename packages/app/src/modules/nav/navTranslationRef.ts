import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Words of the sidebar. */
export const navTranslationRef = createTranslationRef({
  id: 'app.nav',
  messages: {
    search: 'Search',
    menu: 'Menu',
    notifications: 'Notifications',
    settings: 'Settings',
    home: 'Home',
    pipelines: 'Pipelines',
    runs: 'Runs',
    projects: 'Projects',
    security: 'Security',
    nodes: 'Nodes',
    catalog: 'Catalog',
    scaffolder: 'Create',
    catalogGraph: 'Relations',
  },
  translations: {
    zh: () => import('./navZh'),
  },
});
