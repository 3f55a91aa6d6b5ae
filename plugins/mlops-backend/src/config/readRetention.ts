import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseMemory } from '@mlops/plugin-mlops-common';
import { Duration, type DurationLikeObject } from 'luxon';
import type { KeepRule, RetentionPolicy } from '../retention/RetentionPolicy';

/** What `mlops.retention` of the configuration says. */
export interface RetentionConfig {
  /** `null`: nothing is ever removed. */
  schedule: SchedulerServiceTaskScheduleDefinition | null;
  /** Says what would go, and removes nothing. */
  dryRun: boolean;
  policy: RetentionPolicy;
}

const KEY = 'mlops.retention';
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { hours: 1 },
  timeout: { minutes: 30 },
  initialDelay: { minutes: 10 },
};
const DEFAULT_MINIMUM_AGE = { days: 1 };
const DEFAULT_KEEP_LAST = 20;
const DEFAULTS = {
  logs: { keepFor: { days: 180 }, maxTotal: '5G' },
  outputs: { keepFor: { days: 180 }, maxTotal: '20G' },
  environments: { keepFor: { days: 30 }, maxTotal: '10G' },
};

export function readRetention(root: Config): RetentionConfig {
  const config = root.getOptionalConfig(KEY);
  return {
    schedule: readSchedule(config),
    dryRun: config?.getOptionalBoolean('dryRun') ?? false,
    policy: {
      minimumAge: duration(config, 'minimumAge', DEFAULT_MINIMUM_AGE),
      runs: isOff(config, 'runs')
        ? null
        : {
            keepFor: duration(config, 'runs.keepFor', { days: 365 }),
            keepLast: keepLast(config),
          },
      logs: keepRule(config, 'logs'),
      outputs: keepRule(config, 'outputs'),
      environments: keepRule(config, 'environments'),
    },
  };
}

function readSchedule(config: Config | undefined) {
  if (isOff(config, 'schedule')) return null;
  const own = config?.getOptionalConfig('schedule');
  const schedule = own
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(own)
    : DEFAULT_SCHEDULE;
  // Two replicas that remove at the same time would tell the same twice.
  return { ...schedule, scope: 'global' as const };
}

function isOff(config: Config | undefined, key: string): boolean {
  return config?.getOptional(key) === false;
}

function keepRule(
  config: Config | undefined,
  part: keyof typeof DEFAULTS,
): KeepRule | null {
  if (isOff(config, part)) return null;
  const { keepFor, maxTotal } = DEFAULTS[part];
  const key = `${part}.maxTotal`;
  const bytes = parseMemory(config?.getOptionalString(key) ?? maxTotal);
  if (!bytes.ok) throw new InputError(`${KEY}.${key}: ${bytes.message}`);
  return {
    keepFor: duration(config, `${part}.keepFor`, keepFor),
    maxTotal: bytes.value.requestBytes,
  };
}

function duration(
  config: Config | undefined,
  key: string,
  otherwise: DurationLikeObject,
): number {
  return Duration.fromObject(
    config?.has(key) ? readDurationFromConfig(config, { key }) : otherwise,
  ).toMillis();
}

function keepLast(config: Config | undefined): number {
  const value = config?.getOptionalNumber('runs.keepLast') ?? DEFAULT_KEEP_LAST;
  if (!Number.isInteger(value) || value < 0) {
    throw new InputError(
      `${KEY}.runs.keepLast must be a whole number of runs, not ${value}`,
    );
  }
  return value;
}
