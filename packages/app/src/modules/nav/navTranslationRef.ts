import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Words of the sidebar. */
export const navTranslationRef = createTranslationRef({
  id: 'app.nav',
  messages: {
    search: 'Search',
    menu: 'Menu',
    settings: 'Settings',
    home: 'Home',
    pipelines: 'Pipelines',
    runs: 'Runs',
    catalog: 'Catalog',
    scaffolder: 'Create',
  },
  translations: {
    zh: () => import('./navZh'),
  },
});
