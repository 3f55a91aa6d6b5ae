import { parseArgs } from 'node:util';
import { Refusal } from '../Refusal.mjs';
import { CLUSTER_NAMES } from './topology.mjs';

export const CLUSTER_USAGE = `Usage: npm run cluster -- up [alpha] [beta]
       npm run cluster -- down [alpha] [beta]
       npm run cluster -- status

Real Kubernetes clusters on this machine, for tests. Nobody needs them who has a cluster:
a portal takes that one from "kubernetes:" in its configuration.

  up       build what is missing (a quarter of an hour the first time), start clusters and what they share;
           alpha has two nodes and some simulated ones, beta has one
  down     stop them and leave nothing behind but the cache in .cache/testbed
  status   what runs, where, and how to reach it
  --help   this text
`;

/**
 * What the words behind `npm run cluster --` ask for.
 *
 * @returns `{ action: 'help' | 'up' | 'down' | 'status', clusters }`; all clusters if none is named
 */
export function clusterArguments(argv) {
  const { values, positionals } = parse(argv);
  if (values.help) return { action: 'help', clusters: [] };
  const [action, ...named] = positionals;
  if (!['up', 'down', 'status'].includes(action)) {
    throw misuse(action ? `Unknown: ${action}` : 'Say what to do');
  }
  const unknown = named.filter(name => !CLUSTER_NAMES.includes(name));
  if (unknown.length > 0) {
    throw misuse(
      `Unknown cluster: ${unknown.join(', ')}. There are: ${CLUSTER_NAMES.join(
        ', ',
      )}`,
    );
  }
  if (action === 'status' && named.length > 0) {
    throw misuse('status tells of all clusters and takes no name');
  }
  const clusters = CLUSTER_NAMES.filter(
    name => named.length === 0 || named.includes(name),
  );
  return { action, clusters };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h', default: false } },
    });
  } catch (error) {
    if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
    throw misuse(error.message.split('. ')[0]);
  }
}

function misuse(message) {
  return new Refusal(`${message}\n\n${CLUSTER_USAGE}`);
}
