/**
 * The result of reading one of the small languages. Reading never throws.
 *
 * @public
 */
export type Parsed<T> =
  | { ok: true; value: T }
  | {
      ok: false;
      /** What is wrong and what would be right. */
      message: string;
      /** Index of the offending character in the text, counted in UTF-16 units from 0. */
      position: number;
    };
