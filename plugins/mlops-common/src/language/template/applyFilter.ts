import { DateTime } from 'luxon';
import type { Checked } from '../../problem';
import type { TemplateFilter } from './TemplateText';
import { textOf } from './textOf';

/**
 * Applies one filter to a value. Without a value (`undefined` or `null`) every filter but `default`
 * passes on that there is none.
 */
export function applyFilter(
  filter: TemplateFilter,
  value: unknown,
): Checked<unknown> {
  if (filter.name === 'default') {
    const missing = value === undefined || value === null || value === '';
    return { ok: true, value: missing ? filter.argument : value };
  }
  if (value === undefined || value === null) return { ok: true, value };
  switch (filter.name) {
    case 'lower':
      return { ok: true, value: textOf(value).toLowerCase() };
    case 'upper':
      return { ok: true, value: textOf(value).toUpperCase() };
    case 'json':
      return { ok: true, value: JSON.stringify(value) };
    default:
      return formatDate(textOf(value), filter.argument ?? 'yyyy-MM-dd');
  }
}

/** In the offset that the instant was written with, and always in English, so that it reads the same everywhere. */
function formatDate(text: string, format: string): Checked<string> {
  const instant = DateTime.fromISO(text, { setZone: true, locale: 'en-GB' });
  return instant.isValid
    ? { ok: true, value: instant.toFormat(format) }
    : {
        ok: false,
        problems: [
          {
            path: [],
            message: `"${text}" is not an instant that date can format: it takes one such as 2026-11-24T08:00:00Z`,
          },
        ],
      };
}
