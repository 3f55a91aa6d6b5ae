import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

/** Whether an administrator's location brought the entity; anybody might register another one. */
export function isTrusted(
  { metadata }: Entity,
  trusted: readonly string[],
): boolean {
  const origin = metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] ?? '';
  return trusted.some(location => isBelow(origin, location));
}

/** Whether a location is the trusted one or below it; `…/team` does not trust `…/team-of-others`. */
function isBelow(location: string, trusted: string): boolean {
  if (trusted === '') return false;
  if (/[:/]$/.test(trusted)) return location.startsWith(trusted);
  return location === trusted || location.startsWith(`${trusted}/`);
}
