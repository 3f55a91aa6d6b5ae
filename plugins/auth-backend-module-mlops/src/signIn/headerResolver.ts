import type { OAuth2ProxyResult } from '@backstage/plugin-auth-backend-module-oauth2-proxy-provider';
import { createSignInResolverFactory } from '@backstage/plugin-auth-node';
// The framework takes options in the words of zod 3.
import { z } from 'zod/v3';
import { signInAs } from './signInAs';
import { naming, userRefOf } from './userRefOf';

/**
 * `resolver: headerNamesUser` of `auth.providers.oauth2Proxy.signIn.resolvers`: a header that the trusted proxy
 * sets is the name of the user, who need not be in the catalog.
 */
export const headerNamesUser = createSignInResolverFactory({
  optionsSchema: naming
    .extend({ header: z.string().default('x-forwarded-preferred-username') })
    .default({}),
  create:
    ({ header, ...how }) =>
    (info: { result: OAuth2ProxyResult }, context) =>
      signInAs(context, userRefOf(info.result.getHeader(header), how)),
});
