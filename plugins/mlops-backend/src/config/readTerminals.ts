import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { Duration } from 'luxon';

/** What `mlops.terminals` of the configuration says. */
export interface TerminalsConfig {
  /** Terminals that one person may have open at a backend. */
  perPerson: number;
  /** Milliseconds without a key after which a terminal is ended. */
  idleMs: number;
}

const DEFAULT_PER_PERSON = 10;
const DEFAULT_IDLE = { hours: 1 };

export function readTerminals(root: Config): TerminalsConfig {
  const config = root.getOptionalConfig('mlops.terminals');
  const perPerson =
    config?.getOptionalNumber('perPerson') ?? DEFAULT_PER_PERSON;
  if (!Number.isInteger(perPerson) || perPerson < 1) {
    throw new InputError(
      `mlops.terminals.perPerson must be a whole number above 0, not ${perPerson}`,
    );
  }
  const idle = config?.has('idle')
    ? readDurationFromConfig(config, { key: 'idle' })
    : DEFAULT_IDLE;
  return { perPerson, idleMs: Duration.fromObject(idle).toMillis() };
}
