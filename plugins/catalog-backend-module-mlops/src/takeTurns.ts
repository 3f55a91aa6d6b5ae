import type { SchedulerServiceTaskRunner } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import { oneAtATime } from './oneAtATime';

/**
 * Lets a provider bring what it has at every event of a topic, and now and then, so that a missed event costs a
 * delay and nothing else. Turns never overlap.
 */
export async function takeTurns(provider: {
  id: string;
  topic: string;
  events: EventsService;
  runner: SchedulerServiceTaskRunner;
  bring: () => Promise<void>;
}): Promise<void> {
  const { id, topic, events, runner, bring } = provider;
  const turn = oneAtATime(bring);
  await events.subscribe({ id, topics: [topic], onEvent: turn });
  await runner.run({ id, fn: turn });
}
