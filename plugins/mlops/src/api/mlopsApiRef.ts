import { createApiRef } from '@backstage/frontend-plugin-api';
import type { MlopsClient } from '@mlops/plugin-mlops-common';

/** The backend of the suite. */
export const mlopsApiRef = createApiRef<MlopsClient>().with({
  id: 'plugin.mlops.client',
  pluginId: 'mlops',
});
