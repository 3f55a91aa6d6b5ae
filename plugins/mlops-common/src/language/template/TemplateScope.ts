/**
 * The names that a text can use.
 *
 * @public
 */
export interface TemplateScope {
  /**
   * `run`, `params` and so on, each with its names. A name whose value is `undefined` is known but has none;
   * only properties of the objects themselves are looked at.
   */
  names: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /**
   * Whether `{{ tasks.<task>.outputs.… }}` may stand here: `null`, or why not. Absent: outputs have no
   * value yet where this text is used. `optional` is set where a `default` stands behind.
   */
  refuseOutput?(task: string, optional: boolean): string | null;
}
