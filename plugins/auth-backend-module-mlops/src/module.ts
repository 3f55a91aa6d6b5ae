import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  oidcAuthenticator,
  oidcSignInResolvers,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  commonSignInResolvers,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { LaunchToken } from './launch/LaunchToken';
import { demoAccountOf } from './providers/demoAccountOf';
import { headerProvider } from './providers/headerProvider';
import { localProvider } from './providers/localProvider';
import { trustedProxies } from './providers/trustedProxies';
import { claimNamesUser } from './signIn/claimResolver';

const GUEST = 'user:development/guest';

/**
 * Sign-in providers of the suite, those of them that `auth.providers` names: `oidc`, `oauth2Proxy`, `guest` and
 * `demo`. Other providers come with modules of their own.
 *
 * @public
 */
export const authModuleMlops = createBackendModule({
  pluginId: 'auth',
  moduleId: 'mlops',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        const wanted = new Set(
          config.getOptionalConfig('auth.providers')?.keys() ?? [],
        );
        const signIn = config.getOptionalConfig('mlops.signIn');
        const token = new LaunchToken(
          signIn?.getOptionalString('launchTokenFile'),
        );
        const accounts = (
          signIn?.getOptionalStringArray('demoAccounts') ?? []
        ).map(name =>
          stringifyEntityRef(parseEntityRef(name, { defaultKind: 'user' })),
        );
        const proxies = signIn?.getOptionalStringArray('trustedProxies') ?? [];
        const factories = {
          guest: () => localProvider(token, () => GUEST),
          demo: () => localProvider(token, req => demoAccountOf(req, accounts)),
          oauth2Proxy: () => headerProvider(trustedProxies(proxies)),
          oidc: () =>
            createOAuthProviderFactory({
              authenticator: oidcAuthenticator,
              signInResolverFactories: {
                claimNamesUser,
                ...oidcSignInResolvers,
                ...commonSignInResolvers,
              },
            }),
        };
        for (const [providerId, factory] of Object.entries(factories)) {
          if (wanted.has(providerId)) {
            providers.registerProvider({ providerId, factory: factory() });
          }
        }
      },
    });
  },
});
