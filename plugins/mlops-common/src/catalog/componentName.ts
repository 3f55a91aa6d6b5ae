import {
  JOB_TEMPLATE_COMPONENT_TYPE,
  PIPELINE_COMPONENT_TYPE,
} from './components';

/** The longest name that the catalog takes. */
const LONGEST = 63;

/**
 * The name of the `Component` in the namespace `default`: the type before the name, since a pipeline and a
 * job template may be called alike, and a service of somebody else too. What would be too long is cut and
 * ends with the id; it is then exactly 63 characters, and no other name is, so that none can meet it.
 *
 * @public
 */
export function componentName(
  type: typeof PIPELINE_COMPONENT_TYPE | typeof JOB_TEMPLATE_COMPONENT_TYPE,
  { id, name }: { id: string; name: string },
): string {
  const whole = `${type}-${name}`;
  if (whole.length < LONGEST) return whole;
  const end = `-${id}`;
  // A dash more where the cut leaves one keeps the length; the catalog lets dashes follow each other.
  return whole.slice(0, LONGEST - end.length) + end;
}
