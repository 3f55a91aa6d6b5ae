import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Words of the sign-in page. */
export const signInTranslationRef = createTranslationRef({
  id: 'app.mlops-sign-in',
  messages: {
    title: 'Sign in',
    with: 'Sign in with {{provider}}',
    guest: 'Enter as guest',
    guestWhy: 'You at this machine, as administrator',
    demo: 'Or try the portal as one of these people',
    as: 'Enter as {{name}}',
    failed: 'You were not signed in',
    again: 'Back to the choice',
    none: 'No way to sign in is configured',
    noneWhy: 'An operator names providers in mlops.signIn.providers.',
  },
  translations: { zh: () => import('./signInZh') },
});
