import {
  createTranslationMessages,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';

/** The word of the search plugin that stands in the sidebar. */
export const searchWords = createTranslationResource({
  ref: searchTranslationRef,
  translations: {
    zh: async () => ({
      default: createTranslationMessages({
        ref: searchTranslationRef,
        messages: { 'sidebarSearchModal.title': '搜索' },
      }),
    }),
  },
});
