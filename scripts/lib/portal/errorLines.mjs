import { stripVTControlCharacters } from 'node:util';

const ERROR = /^\S+ \S+ error (.*?)(?: type=| stack=|$)/;

/**
 * Passes on what a person at the terminal has to know of the portal's log: its errors, without
 * stacks. Everything stands in the file.
 */
export function errorLines(show) {
  let rest = '';
  return text => {
    const lines = (rest + stripVTControlCharacters(text)).split(/\r?\n/);
    rest = lines.pop();
    for (const line of lines) {
      const message = ERROR.exec(line)?.[1];
      if (message) show(`error: ${message.trim()}\n`);
    }
  };
}
