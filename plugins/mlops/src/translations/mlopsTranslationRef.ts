import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogMessages } from './catalog';
import { commonMessages } from './common';
import { homeMessages } from './home';
import { pipelinesMessages } from './pipelines';
import { runMessages } from './run';
import { runsMessages } from './runs';

/** Texts of all our pages. */
export const mlopsTranslationRef = createTranslationRef({
  id: 'plugin.mlops',
  messages: {
    catalog: catalogMessages,
    common: commonMessages,
    home: homeMessages,
    pipelines: pipelinesMessages,
    run: runMessages,
    runs: runsMessages,
  },
  translations: {
    zh: () => import('./zh'),
  },
});
