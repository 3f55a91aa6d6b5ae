import { Refusal } from './Refusal.mjs';

const OLDEST_NODE = 18;

/**
 * Runs a command of package.json to its end: its number becomes the exit code, a `Refusal` becomes
 * one line, anything else keeps its stack because it is a defect of ours.
 */
export async function endWith(command) {
  try {
    const major = Number(process.versions.node.split('.')[0]);
    if (major < OLDEST_NODE) {
      throw new Refusal(
        `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer (22 is best) and run this again.`,
      );
    }
    process.exitCode = await command(process.argv.slice(2));
  } catch (error) {
    const text = error instanceof Refusal ? error.message : error.stack;
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  }
}
