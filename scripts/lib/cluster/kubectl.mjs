import { outputOf } from '../process/outputOf.mjs';

/**
 * Runs `kubectl` as the administrator of a cluster.
 *
 * @returns a function from words to what it printed, with `apply(objects)` for Kubernetes objects
 * and `get(words)` for parsed ones
 */
export function kubectlOf(paths, cluster) {
  const program = [
    paths.program('kubectl'),
    `--kubeconfig=${paths.kubeconfig(cluster)}`,
    // What it remembers of a cluster would be wrong for the next one of that address.
    `--cache-dir=${paths.unit(cluster)}/kubectl-cache`,
  ];
  const run = (words, options) => outputOf([...program, ...words], options);
  return Object.assign(run, {
    apply: objects =>
      run(['apply', '--server-side', '--filename=-'], {
        input: JSON.stringify({
          apiVersion: 'v1',
          kind: 'List',
          items: objects,
        }),
      }),
    get: async words =>
      JSON.parse(await run(['get', '--output=json', ...words])),
  });
}
