import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import { DEFINITIONS_CHANGED_TOPIC } from '@mlops/plugin-mlops-common';

/**
 * Tells the other plugins, the catalog among them, that pipelines or job templates changed. Nobody waits for
 * it: those who miss it look by themselves now and then.
 */
export function definitionsChanged(
  events: EventsService,
  logger: LoggerService,
): () => void {
  return () => {
    events
      .publish({ topic: DEFINITIONS_CHANGED_TOPIC, eventPayload: {} })
      .catch(error => {
        logger.warn(
          `A change of pipelines could not be told to the other plugins: ${error}`,
        );
      });
  };
}
