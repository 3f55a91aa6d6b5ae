import { createBackend } from '@backstage/backend-defaults';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { guardPortal } from '@mlops/plugin-auth-backend-module-mlops';
import { engines } from './engines';
import {
  PortalSockets,
  portalSocketsServiceRef,
} from '@mlops/plugin-mlops-backend';

const backend = createBackend();
const sockets = new PortalSockets();

// Before anything else looks at a request, it is asked whether it is for this portal.
backend.add(
  rootHttpRouterServiceFactory({
    configure(portal) {
      guardPortal(portal);
      sockets.attach(portal.server);
      portal.applyDefaults();
    },
  }),
);

backend.add(
  createServiceFactory({
    service: portalSocketsServiceRef,
    deps: {},
    factory: () => sockets,
  }),
);

// The pages, served from the same process and address as the API.
backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@mlops/plugin-auth-backend-module-mlops'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@mlops/plugin-mlops-backend'));
backend.add(engines);
backend.add(import('@mlops/plugin-catalog-backend-module-mlops'));
backend.add(import('@mlops/plugin-permission-backend-module-mlops'));
backend.add(import('@mlops/plugin-scaffolder-backend-module-mlops'));

backend.start();
