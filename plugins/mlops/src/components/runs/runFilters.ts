import { DateTime } from 'luxon';
import {
  STATUSES,
  TRIGGERS,
  type Status,
  type Trigger,
} from '@mlops/plugin-mlops-common';

/** How far back a list of runs looks. */
export const PERIODS = ['1h', '24h', '7d', '30d'] as const;
export type Period = (typeof PERIODS)[number];

const DAY = 'yyyy-MM-dd';

const HOURS: Record<Period, number> = {
  '1h': 1,
  '24h': 24,
  '7d': 7 * 24,
  '30d': 30 * 24,
};

/** Which runs are listed. Empty lists and empty text do not filter. */
export interface RunFilters {
  status: Status[];
  project: string[];
  trigger: Trigger[];
  /** Prefix of the pipeline's name. */
  name: string;
  /** Entity ref of a person. */
  createdBy: string;
  /** Id of a pipeline. */
  pipeline: string;
  period: Period | null;
  /** Days in the person's zone, both included, as `2026-03-01`; they count where `period` does not. */
  from: string;
  to: string;
}

/** Lets every run through. */
export const NO_FILTERS: RunFilters = {
  status: [],
  project: [],
  trigger: [],
  name: '',
  createdBy: '',
  pipeline: '',
  period: null,
  from: '',
  to: '',
};

/** Reads the filters of an address; what is not understood does not filter. */
export function parseRunFilters(search: URLSearchParams): RunFilters {
  const period = search.get('since');
  return {
    status: known(STATUSES, search.getAll('status')),
    project: search.getAll('project'),
    trigger: known(TRIGGERS, search.getAll('trigger')),
    name: search.get('name') ?? '',
    createdBy: search.get('by') ?? '',
    pipeline: search.get('pipeline') ?? '',
    period: PERIODS.find(value => value === period) ?? null,
    from: day(search.get('from')),
    to: day(search.get('to')),
  };
}

/** Writes filters into an address and leaves its other parameters alone. */
export function formatRunFilters(
  filters: RunFilters,
  before: URLSearchParams,
): URLSearchParams {
  const search = new URLSearchParams(before);
  const write = (name: string, values: readonly string[]) => {
    search.delete(name);
    values.forEach(value => search.append(name, value));
  };
  write('status', filters.status);
  write('project', filters.project);
  write('trigger', filters.trigger);
  write('name', filters.name === '' ? [] : [filters.name]);
  write('by', filters.createdBy === '' ? [] : [filters.createdBy]);
  write('pipeline', filters.pipeline === '' ? [] : [filters.pipeline]);
  write('since', filters.period === null ? [] : [filters.period]);
  write('from', filters.from === '' ? [] : [filters.from]);
  write('to', filters.to === '' ? [] : [filters.to]);
  return search;
}

/** Whether anything is filtered at all. */
export function isFiltered(filters: RunFilters): boolean {
  return formatRunFilters(filters, new URLSearchParams()).size > 0;
}

/** The filters as the API takes them; `now` is in milliseconds since the epoch. */
export function runQuery(
  filters: RunFilters,
  now: number,
  pipeline: string = filters.pipeline,
) {
  const { status, project, trigger, name, createdBy, period } = filters;
  const { from, to } = period === null ? filters : { from: '', to: '' };
  return {
    ...(status.length > 0 ? { status } : {}),
    ...(project.length > 0 ? { project } : {}),
    ...(trigger.length > 0 ? { trigger } : {}),
    ...(name === '' ? {} : { name }),
    ...(createdBy === '' ? {} : { createdBy }),
    ...(period === null
      ? {}
      : {
          createdAfter: new Date(now - HOURS[period] * 3_600_000).toISOString(),
        }),
    ...(pipeline === '' ? {} : { pipeline }),
    ...(from === '' ? {} : { createdAfter: startOf(from).toISOString() }),
    ...(to === ''
      ? {}
      : { createdBefore: startOf(to, { days: 1 }).toISOString() }),
  };
}

/** A day as an address holds it, or nothing. */
function day(text: string | null): string {
  return text !== null && DateTime.fromFormat(text, DAY).isValid ? text : '';
}

/** The instant at which a day begins where the person is, or that many days later. */
function startOf(text: string, plus: { days: number } = { days: 0 }): Date {
  return DateTime.fromFormat(text, DAY).plus(plus).toJSDate();
}

function known<T extends string>(
  values: readonly T[],
  written: readonly string[],
): T[] {
  return values.filter(value => written.includes(value));
}
