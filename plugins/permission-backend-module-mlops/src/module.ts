import { createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { MlopsPermissionPolicy } from './MlopsPermissionPolicy';

/** Sets the policy of the MLOps suite. A backend has room for one policy. @public */
export const permissionModuleMlops = createBackendModule({
  pluginId: 'permission',
  moduleId: 'mlops',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new MlopsPermissionPolicy());
      },
    });
  },
});
