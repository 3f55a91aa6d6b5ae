/**
 * Text with expressions between double braces, read but not yet evaluated. Neighbouring pieces of plain
 * text are one piece.
 *
 * @public
 */
export interface TemplateText {
  parts: ReadonlyArray<string | TemplateExpression>;
}

/** What stands between one pair of double braces. @public */
export interface TemplateExpression {
  source:
    | { kind: 'name'; segments: readonly string[] }
    | { kind: 'text'; value: string };
  filters: readonly TemplateFilter[];
  /** Where the expression starts, counted in UTF-16 units from 0. */
  position: number;
}

/** The fixed filters; there is no way to add one from a text. @public */
export const TEMPLATE_FILTERS = [
  'date',
  'default',
  'json',
  'lower',
  'upper',
] as const;

/** @public */
export type TemplateFilterName = (typeof TEMPLATE_FILTERS)[number];

/** `lower`, or `date('yyyy-MM-dd')`. @public */
export interface TemplateFilter {
  name: TemplateFilterName;
  /** `null` where nothing was written between brackets. */
  argument: string | null;
}
