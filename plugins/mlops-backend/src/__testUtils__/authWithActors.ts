import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { personOf } from '../access/principals';

const DIRECT = mockCredentials.user.token('user:default/x').slice(0, 10);

/**
 * Mocked credentials that, as real ones do, tell which plugin asks for a person: the permission framework answers
 * plugins what it does not answer people.
 */
export const authWithActors = [
  createServiceFactory({
    service: coreServices.auth,
    deps: { plugin: coreServices.pluginMetadata },
    factory({ plugin }) {
      const auth = mockServices.auth({
        pluginId: plugin.getId(),
        disableDefaultAuthPolicy: false,
      });
      return new Proxy(auth, {
        get(target, key) {
          if (key !== 'authenticate') {
            const value: unknown = Reflect.get(target, key);
            return typeof value === 'function' ? value.bind(target) : value;
          }
          return async (token: string, options?: object) => {
            const credentials = await target.authenticate(token, options);
            const person = personOf(credentials);
            return person === undefined || token.startsWith(DIRECT)
              ? credentials
              : mockCredentials.user(person, {
                  actor: { subject: 'plugin:mlops' },
                });
          };
        },
      });
    },
  }),
  httpAuthServiceFactory,
];
