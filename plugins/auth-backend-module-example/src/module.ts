import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { personOfTicket } from './personOfTicket';

/** Signs in who has a ticket of the office system. @public */
export const authModuleOffice = createBackendModule({
  pluginId: 'auth',
  moduleId: 'office',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        const ticketsUrl = config.getString('auth.providers.office.ticketsUrl');
        providers.registerProvider({
          providerId: 'office',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              async defaultProfileTransform() {
                return { profile: {} };
              },
              initialize() {},
              async authenticate({ req }) {
                const [, ticket] =
                  /(?:^|;\s*)office-ticket=([^;]+)/.exec(
                    req.headers.cookie ?? '',
                  ) ?? [];
                if (ticket === undefined) {
                  throw new AuthenticationError(
                    'Sign in at the office system first; then open the portal again',
                  );
                }
                const name = await personOfTicket(ticketsUrl, ticket);
                return { result: { name } };
              },
            }),
            async signInResolver({ result }, context) {
              const entityRef = `user:default/${result.name}`;
              // With the groups of the catalog where it knows the person, and alone where it does not.
              return context.signInWithCatalogUser(
                { entityRef },
                { dangerousEntityRefFallback: { entityRef } },
              );
            },
          }),
        });
      },
    });
  },
});
