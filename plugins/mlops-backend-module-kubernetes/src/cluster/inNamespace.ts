/** `/api/v1/pods` in a namespace: `/api/v1/namespaces/…/pods`. */
export function inNamespace(path: string, namespace: string): string {
  const at = path.lastIndexOf('/');
  return `${path.slice(0, at)}/namespaces/${namespace}${path.slice(at)}`;
}
