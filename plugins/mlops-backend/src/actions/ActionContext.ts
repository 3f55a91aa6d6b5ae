import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CallApi } from './callAs';

/** What actions are made of. */
export interface ActionContext {
  registry: ActionsRegistryService;
  /** The API in the name of whoever invoked the action. */
  callAs: (credentials: BackstageCredentials) => Promise<CallApi>;
  /** Address of the portal's pages, without a slash at its end. */
  appUrl: string;
}
