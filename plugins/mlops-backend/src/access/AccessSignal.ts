import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  ACCESS_SIGNAL,
  PROJECTS_CHANGED_TOPIC,
} from '@mlops/plugin-mlops-common';

/**
 * Tells open pages and the catalog that rights or project groups were changed. It goes to everybody and says
 * nothing else: whoever hears it asks again. Nobody waits for it.
 */
export class AccessSignal {
  readonly #signals: SignalsService;
  readonly #events: EventsService;
  readonly #logger: LoggerService;

  constructor(deps: {
    signals: SignalsService;
    events: EventsService;
    logger: LoggerService;
  }) {
    this.#signals = deps.signals;
    this.#events = deps.events;
    this.#logger = deps.logger;
  }

  changed(): void {
    Promise.all([
      this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: ACCESS_SIGNAL,
        message: {},
      }),
      this.#events.publish({ topic: PROJECTS_CHANGED_TOPIC, eventPayload: {} }),
    ]).catch(error => {
      this.#logger.warn(
        `A change of rights could not be told to open pages: ${error}`,
      );
    });
  }
}
