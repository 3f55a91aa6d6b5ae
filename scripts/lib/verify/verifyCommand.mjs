import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { interruption } from '../process/interruption.mjs';
import { progressLine } from '../progressLine.mjs';
import { prepareWorkspace } from '../workspace/prepareWorkspace.mjs';
import { tallyLine } from './outcome.mjs';
import { runStages } from './runStages.mjs';
import { checkCluster } from './stages/checkCluster.mjs';
import { checkDemos } from './stages/checkDemos.mjs';
import { checkScripts } from './stages/checkScripts.mjs';
import { checkStyle } from './stages/checkStyle.mjs';
import { checkTypes } from './stages/checkTypes.mjs';
import { runUnitTests } from './stages/runUnitTests.mjs';
import { walkJourneys } from './stages/walkJourneys.mjs';
import { VERIFY_USAGE, verifyArguments } from './verifyArguments.mjs';

const WORK = {
  scripts: checkScripts,
  tsc: checkTypes,
  lint: checkStyle,
  demos: checkDemos,
  test: runUnitTests,
  journeys: walkJourneys,
  cluster: checkCluster,
};

/**
 * `npm run verify`. Whatever happens, the last line is the tally.
 *
 * @returns the exit code
 */
export async function verifyCommand(argv, { folders }) {
  const show = text => process.stdout.write(`${text}\n`);
  const names = verifyArguments(argv);
  if (names === 'help') {
    show(VERIFY_USAGE);
    return 0;
  }
  // A stage that is interrupted cleans up behind itself.
  const signal = interruption();
  const step = progressLine(process.stderr);
  const logs = join(folders.cache, 'verify');
  mkdirSync(logs, { recursive: true });
  const stages = await prepareWorkspace({ folders, step, pages: false }).then(
    tools =>
      names.map(name => stage(name, { ...tools, folders, logs, signal })),
    error => [{ name: 'set-up', work: () => Promise.reject(error) }],
  );
  const strict = process.env.CI === 'true';
  const total = await runStages(stages, { step, show, strict, signal });
  show(tallyLine(total));
  return total.failed > 0 ? 1 : 0;
}

/** What a stage prepares for itself shows on the stage's own line. */
function stage(name, context) {
  const work = onLine =>
    WORK[name]({ ...context, onLine, step: (_, inner) => inner(onLine) });
  return { name, work };
}
