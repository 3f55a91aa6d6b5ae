import { createBackendModule } from '@backstage/backend-plugin-api';
import { actionsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createInvokeAction } from './createInvokeAction';

/** The step `mlops:invoke` of software templates. @public */
export const scaffolderModuleMlops = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'mlops',
  register(env) {
    env.registerInit({
      deps: {
        actions: actionsServiceRef,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ actions, scaffolder }) {
        scaffolder.addActions(createInvokeAction(actions));
      },
    });
  },
});
