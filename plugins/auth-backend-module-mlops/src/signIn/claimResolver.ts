import {
  createSignInResolverFactory,
  type OAuthAuthenticatorResult,
} from '@backstage/plugin-auth-node';
import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
// The framework takes options in the words of zod 3.
import { z } from 'zod/v3';
import { signInAs } from './signInAs';
import { naming, userRefOf } from './userRefOf';

/**
 * `resolver: claimNamesUser` of `auth.providers.oidc.<environment>.signIn.resolvers`: a claim of the provider is
 * the name of the user, who need not be in the catalog.
 */
export const claimNamesUser = createSignInResolverFactory({
  optionsSchema: naming
    .extend({ claim: z.string().default('preferred_username') })
    .default({}),
  create:
    ({ claim, ...how }) =>
    (info: { result: OAuthAuthenticatorResult<OidcAuthResult> }, context) =>
      signInAs(
        context,
        userRefOf(info.result.fullProfile.userinfo[claim], how),
      ),
});
