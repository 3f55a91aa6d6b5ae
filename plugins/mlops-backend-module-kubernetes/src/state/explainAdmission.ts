/**
 * Why an attempt has no pod, out of what Argo says of its node: mostly what the API server answered when the pod was to
 * be made.
 */
export function explainAdmission(message: string): string {
  const [, quota, about] =
    /exceeded quota: ([^,\s]+), (requested: .*)$/s.exec(message) ?? [];
  if (quota !== undefined && about !== undefined) {
    return `the quota "${quota}" of its namespace is used up (${about})`;
  }
  const [, account] = /serviceaccount "([^"]+)" not found/.exec(message) ?? [];
  if (account !== undefined) {
    return `there is no service account "${account}" in the namespace of the project group`;
  }
  const [, refusal] = /pods "[^"]*" is forbidden: (.*)$/s.exec(message) ?? [];
  return refusal === undefined
    ? message
    : `the cluster does not admit its pod: ${refusal}`;
}
