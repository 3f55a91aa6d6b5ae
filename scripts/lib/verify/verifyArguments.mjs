import { parseArgs } from 'node:util';
import { Refusal } from '../Refusal.mjs';

/** In the order in which they run: what is quick to fail comes first. */
export const STAGES = ['scripts', 'tsc', 'lint', 'demos', 'test', 'journeys'];

/** Run only when they are named: what it needs is built for a quarter of an hour. */
const NAMED_STAGES = ['cluster'];

export const VERIFY_USAGE = `Usage: npm run verify [-- stage...]

  scripts    tests of the set-up
  tsc        types
  lint       eslint, prettier, knip
  demos      tests of the scripts that the demos run
  test       unit and integration tests, on SQLite and PostgreSQL
  journeys   the built portal in Chromium
  cluster    real Kubernetes clusters (testbed/), only when it is named

Without a stage, all the others. What is missing is installed where that can be done (Debian, as root),
else skipped and said; with CI=true nothing is skipped.
`;

/** @returns the stages to run, in their order, or `'help'` */
export function verifyArguments(args) {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const known = [...STAGES, ...NAMED_STAGES];
  const unknown = positionals.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new Refusal(
      `Unknown stage: ${unknown.join(', ')}\n\n${VERIFY_USAGE}`,
    );
  }
  return positionals.length === 0
    ? STAGES
    : known.filter(name => positionals.includes(name));
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
    throw new Refusal(`${error.message.split('. ')[0]}\n\n${VERIFY_USAGE}`);
  }
}
