/** What decides about an object: who made it, and which project group it belongs to. @public */
export interface OwnedObject {
  /** Entity ref; `null` where nobody did, as for what comes from Git or from a schedule. */
  createdBy: string | null;
  /** Name of the project group; `null` where it belongs to none. */
  project: string | null;
}

/** A rule with what it is asked with. @public */
export type Condition =
  | { rule: 'IS_OWNER'; params: { owners: string[] } }
  | { rule: 'IN_PROJECT'; params: { projects: string[] } };

/** Rules under `allOf`, `anyOf` and `not`, as the permission framework combines them. @public */
export type Criteria =
  | Condition
  | { allOf: Criteria[] }
  | { anyOf: Criteria[] }
  | { not: Criteria };

/** On which objects something may be done: on all, or on those that meet the criteria. @public */
export type Access = true | Criteria;

/** Whether the object meets the criteria. The backend's SQL says the same, which its tests hold it to. @public */
export function meets(object: OwnedObject, access: Access): boolean {
  if (access === true) return true;
  if ('allOf' in access) return access.allOf.every(one => meets(object, one));
  if ('anyOf' in access) return access.anyOf.some(one => meets(object, one));
  if ('not' in access) return !meets(object, access.not);
  return access.rule === 'IS_OWNER'
    ? isOneOf(object.createdBy, access.params.owners)
    : isOneOf(object.project, access.params.projects);
}

function isOneOf(value: string | null, values: readonly string[]): boolean {
  return value !== null && values.includes(value);
}
