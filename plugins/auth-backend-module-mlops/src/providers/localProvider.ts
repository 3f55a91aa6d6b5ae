import {
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import type { Request } from 'express';
import type { LaunchToken } from '../launch/LaunchToken';
import { requireLaunch } from '../launch/requireLaunch';
import { signInAs } from '../signIn/signInAs';

/** Sign-in without a provider, for the person at the machine of the portal. */
export function localProvider(
  token: LaunchToken,
  /** Entity ref of who is signed in. @throws AuthenticationError where it is nobody who may be. */
  accountOf: (req: Request) => string,
) {
  return createProxyAuthProviderFactory({
    authenticator: createProxyAuthenticator({
      async defaultProfileTransform() {
        return { profile: {} };
      },
      initialize() {},
      async authenticate({ req }) {
        await requireLaunch(req, token);
        return { result: { account: accountOf(req) } };
      },
    }),
    signInResolver: ({ result }, context) => signInAs(context, result.account),
  });
}
