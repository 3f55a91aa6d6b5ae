import { outcome } from './outcome.mjs';
import { runCheck } from './runCheck.mjs';

const TAIL_LINES = 80;

/** A program that counts as one check: it passes with exit code 0. */
export async function oneCheck(context, check) {
  const { ok, output } = await runCheck(context, check);
  const tail = output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  return ok
    ? outcome({ passed: 1 })
    : outcome({ failed: 1, failures: [`${check.name}\n${tail}`] });
}
