/**
 * What a task may use. Request and limit are equal unless written as a range.
 *
 * @public
 */
export interface Resources {
  /** Thousandths of a core. */
  cpu: { requestMillicores: number; limitMillicores: number };
  memory: { requestBytes: number; limitBytes: number };
  /** `count` is 0, a fraction below 1, or a whole number; `type` is upper case. */
  gpu: { count: number; type: string | null };
}
