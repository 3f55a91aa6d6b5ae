import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { progressLine } from '../progressLine.mjs';
import { Refusal } from '../Refusal.mjs';
import { prepareWorkspace } from '../workspace/prepareWorkspace.mjs';
import { merge, outcome, skippedIsFailed, tallyLine } from './outcome.mjs';
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
  test: runUnitTests,
  journeys: walkJourneys,
};

/**
 * `npm run verify`. Whatever happens, the last line is the tally.
 *
 * @returns the exit code
 */
export async function verifyCommand(argv, { folders }) {
  const show = text => process.stdout.write(`${text}\n`);
  const stages = verifyArguments(argv);
  if (stages === 'help') {
    show(VERIFY_USAGE);
    return 0;
  }
  const total = await runStages(stages, { folders, show });
  show(tallyLine(total));
  return total.failed > 0 ? 1 : 0;
}

async function runStages(stages, { folders, show }) {
  const step = progressLine(process.stderr);
  const logs = join(folders.cache, 'verify');
  mkdirSync(logs, { recursive: true });
  const strict = process.env.CI === 'true';
  const interrupted = interruption();
  const tools = await orFailure(() =>
    prepareWorkspace({ folders, step, pages: false }),
  );
  if (tools.failed) return report('set-up', tools, show);
  const outcomes = [];
  for (const stage of stages) {
    const work = onLine =>
      WORK[stage]({
        ...tools,
        folders,
        step: (_, inner) => inner(onLine),
        logs,
        onLine,
        signal: interrupted,
      });
    const result = await orFailure(() => step(stage, work));
    const judged = strict ? skippedIsFailed(result) : result;
    outcomes.push(report(stage, judged, show));
    if (interrupted.aborted) break;
  }
  return merge(outcomes);
}

/** A stage that breaks has failed. */
async function orFailure(work) {
  try {
    return await work();
  } catch (error) {
    const text = error instanceof Refusal ? error.message : error.stack;
    return outcome({ failed: 1, failures: [text] });
  }
}

function report(stage, result, show) {
  result.failures.forEach(text => show(`\n✗ ${stage}: ${text}\n`));
  result.notes.forEach(text => show(`– ${stage}: ${text}`));
  show(`${stage}: ${tallyLine(result)}`);
  return result;
}

/** Ctrl-C ends the stage that runs, which cleans up behind itself. */
function interruption() {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => controller.abort());
  }
  return controller.signal;
}
