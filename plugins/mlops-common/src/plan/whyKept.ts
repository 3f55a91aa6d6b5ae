/** What the suite makes in the namespace of a project group begins with this. */
const OWN = 'mlops-';

/**
 * Why tasks may not read a secret or config map, or `null` where they may. What the platform keeps in a namespace,
 * the keys of the storage among it, and what pulls images is not for those who run there.
 */
export function whyKept(
  kind: 'secret' | 'config map',
  name: string,
  { pullSecrets }: { pullSecrets: readonly string[] },
): string | null {
  if (name.startsWith(OWN)) {
    return `the ${kind} "${name}" is the platform's own, as all whose names begin with ${OWN}: use another name`;
  }
  return kind === 'secret' && pullSecrets.includes(name)
    ? `the secret "${name}" pulls images and is not for tasks: use another one`
    : null;
}
