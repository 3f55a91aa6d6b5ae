import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { askSuite } from './askSuite';
import { MlopsPermissionPolicy } from './MlopsPermissionPolicy';

/** Sets the policy of the MLOps suite. A backend has room for one policy. @public */
export const permissionModuleMlops = createBackendModule({
  pluginId: 'permission',
  moduleId: 'mlops',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
      },
      async init({ policy, logger, ...deps }) {
        policy.setPolicy(
          new MlopsPermissionPolicy({
            ask: subject => askSuite(deps, subject),
            logger,
          }),
        );
      },
    });
  },
});
