import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { folders } from '../../scripts/lib/folders.mjs';
import { testbedPaths } from '../../scripts/lib/cluster/testbedPaths.mjs';

/**
 * Hears of workflows as they come and go, by a watch that is open already when they do.
 *
 * @returns `until(isIt)`: the time (of `performance`) at which the first workflow was seen that is as wanted; `close`
 */
export function followWorkflows(cluster) {
  const paths = testbedPaths(folders);
  const child = spawn(
    paths.program('kubectl'),
    [
      `--kubeconfig=${paths.kubeconfig(cluster)}`,
      ...['get', 'workflows', '--all-namespaces', '--watch'],
      '--output=jsonpath={.metadata.name} {.metadata.labels.mlops/run-id} {.status.phase}{"\\n"}',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const waiting = new Set();
  const seen = [];
  createInterface({ input: child.stdout }).on('line', line => {
    const [name, runId, phase] = line.split(' ');
    const workflow = { name, runId, phase, at: performance.now() };
    seen.push(workflow);
    for (const one of waiting) {
      if (!one.isIt(workflow)) continue;
      waiting.delete(one);
      one.resolve(workflow.at);
    }
  });
  return {
    until: isIt => {
      const before = seen.find(isIt);
      if (before) return Promise.resolve(before.at);
      return new Promise(resolve => waiting.add({ isIt, resolve }));
    },
    close: () => child.kill(),
  };
}
