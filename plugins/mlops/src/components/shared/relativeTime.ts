const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Up to which distance each unit is used, and its length; both in milliseconds. */
const UNITS: ReadonlyArray<
  [below: number, unit: Intl.RelativeTimeFormatUnit, length: number]
> = [
  [MINUTE, 'second', SECOND],
  [HOUR, 'minute', MINUTE],
  [DAY, 'hour', HOUR],
  [30 * DAY, 'day', DAY],
  [365 * DAY, 'month', 30.4375 * DAY],
  [Infinity, 'year', 365.25 * DAY],
];

const formats = new Map<string, Intl.RelativeTimeFormat>();

/** How long before or after `now` an instant is, as people say it: `5 minutes ago`. Both in milliseconds. */
export function relativeTime(
  instant: number,
  now: number,
  language: string,
): string {
  const distance = instant - now;
  const [, unit, length] =
    UNITS.find(([below]) => Math.abs(distance) < below) ??
    UNITS[UNITS.length - 1];
  // Making one takes a hundred times as long as using it, and a list needs one a row every second.
  let format = formats.get(language);
  if (!format) {
    format = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
    formats.set(language, format);
  }
  return format.format(Math.trunc(distance / length), unit);
}
