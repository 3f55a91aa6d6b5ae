import { Refusal } from '../Refusal.mjs';
import { merge, outcome, skippedIsFailed, tallyLine } from './outcome.mjs';

/**
 * Runs stages one after the other and shows what came of each. One that breaks has failed and does
 * not keep the others from running.
 *
 * @param stages - `{ name, work }`; `work(onLine)` gives an outcome
 * @param options - `step` shows progress, `show` takes lines, `strict`: nothing may be skipped,
 * `signal`: aborted when somebody wants it to end
 * @returns the outcome of all
 */
export async function runStages(stages, { step, show, strict, signal }) {
  const outcomes = [];
  for (const { name, work } of stages) {
    if (signal.aborted) break;
    const result = await step(name, work).catch(asFailure);
    const judged = strict ? skippedIsFailed(result) : result;
    judged.failures.forEach(text => show(`\n✗ ${name}: ${text}\n`));
    judged.notes.forEach(text => show(`– ${name}: ${text}`));
    show(`${name}: ${tallyLine(judged)}`);
    outcomes.push(judged);
  }
  if (signal.aborted) outcomes.push(outcome({ failed: 1 }));
  return merge(outcomes);
}

function asFailure(error) {
  const text = error instanceof Refusal ? error.message : error.stack;
  return outcome({ failed: 1, failures: [text] });
}
