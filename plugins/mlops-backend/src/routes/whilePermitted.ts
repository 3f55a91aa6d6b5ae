import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { RouteContext } from './RouteContext';

/** Milliseconds for which a right that was taken away still counts on a stream that is open. */
const LOOK_EVERY_MS = 5_000;

/**
 * Ends a stream when whoever reads it may not do so any more, or cannot be asked for: credentials end too,
 * and a reader comes back with new ones.
 */
export function whilePermitted(
  { permissions, logger }: Pick<RouteContext, 'permissions' | 'logger'>,
  permission: BasicPermission,
  credentials: BackstageCredentials,
  end: AbortController,
  lookEveryMs = LOOK_EVERY_MS,
): void {
  const look = async () => {
    try {
      const [{ result }] = await permissions.authorize([{ permission }], {
        credentials,
      });
      if (result !== AuthorizeResult.ALLOW) end.abort();
    } catch (error) {
      logger.debug(`Ending a stream whose reader is unknown: ${error}`);
      end.abort();
    }
  };
  const timer = setInterval(look, lookEveryMs);
  end.signal.addEventListener('abort', () => clearInterval(timer));
}
