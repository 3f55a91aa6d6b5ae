import type { Parsed } from './Parsed';

/** Refuses a text, pointing at the character that is at fault. */
export function problemAt(
  position: number,
  message: string,
): Extract<Parsed<never>, { ok: false }> {
  return { ok: false, message, position };
}
