import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  TranslationBlueprint,
} from '@backstage/plugin-app-react';
import { NavContent } from './NavContent';
import { searchWords } from './searchWords';

/** The sidebar: our pages first, then those of the portal. */
export const navModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    NavContentBlueprint.make({ params: { component: NavContent } }),
    TranslationBlueprint.make({
      name: 'search-words',
      params: { resource: searchWords },
    }),
  ],
});
