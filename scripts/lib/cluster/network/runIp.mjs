import { outputOf } from '../../process/outputOf.mjs';

/**
 * Runs words for `ip`, all of them or up to the first that fails.
 *
 * @param within - makes the command that runs another one inside a machine
 */
export function runIp(words, within = command => command) {
  return outputOf(within(['ip', '-batch', '-']), {
    input: `${words.join('\n')}\n`,
  });
}
