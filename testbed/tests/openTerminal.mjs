import { engineOn } from './suite.mjs';

/**
 * A backend of its own that opens a terminal, types, and waits to be killed:
 * `node openTerminal.mjs <cluster> <namespace> <attempt as JSON> <what is typed>`.
 */
const [cluster, namespace, ref, text] = process.argv.slice(2);
const { signal } = new AbortController();
const { stream } = await engineOn(cluster, namespace).terminal(
  JSON.parse(ref),
  { columns: 80, rows: 24, signal },
);
stream.on('data', bytes => process.stdout.write(bytes));
stream.write(text);
