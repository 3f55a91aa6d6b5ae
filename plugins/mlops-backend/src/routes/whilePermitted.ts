import type { LoggerService } from '@backstage/backend-plugin-api';

/** Milliseconds between two looks; a right that was taken away counts at most 5 s longer. */
const LOOK_EVERY_MS = 3_000;

/**
 * Ends a stream when whoever reads it may not do so any more, or cannot be asked for: credentials end too,
 * and a reader comes back with new ones.
 */
export function whilePermitted(
  logger: LoggerService,
  mayStill: () => Promise<boolean>,
  end: AbortController,
  lookEveryMs = LOOK_EVERY_MS,
): void {
  const look = async () => {
    try {
      if (!(await mayStill())) end.abort();
    } catch (error) {
      logger.debug(`Ending a stream whose reader is unknown: ${error}`);
      end.abort();
    }
  };
  const timer = setInterval(look, lookEveryMs);
  end.signal.addEventListener('abort', () => clearInterval(timer));
}
