import { AuthenticationError } from '@backstage/errors';
import { oauth2ProxyAuthenticator } from '@backstage/plugin-auth-backend-module-oauth2-proxy-provider';
import {
  commonSignInResolvers,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { headerNamesUser } from '../signIn/headerResolver';
import type { IsTrusted } from './trustedProxies';

/** Sign-in by headers of a proxy in front of the portal, which count only when they come from there. */
export function headerProvider(isTrusted: IsTrusted) {
  const { defaultProfileTransform, initialize, authenticate } =
    oauth2ProxyAuthenticator;
  return createProxyAuthProviderFactory({
    authenticator: createProxyAuthenticator({
      defaultProfileTransform,
      initialize,
      async authenticate(request, context) {
        // The connection itself, whatever headers say of where it comes from.
        const { remoteAddress } = request.req.socket;
        if (!isTrusted(remoteAddress)) {
          throw new AuthenticationError(
            `Sign-in by header from ${remoteAddress} is refused: an operator has to name the proxy in mlops.signIn.trustedProxies`,
          );
        }
        return authenticate(request, context);
      },
    }),
    signInResolverFactories: { headerNamesUser, ...commonSignInResolvers },
  });
}
