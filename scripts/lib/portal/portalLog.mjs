import { stripVTControlCharacters } from 'node:util';

const SERIOUS = /^\S+ \S+ (warn|error) (.*)$/;

/**
 * Passes on what a person at the terminal has to know of the portal's log: warnings and errors. The
 * rest stands in the file.
 */
export function seriousLines(show) {
  let rest = '';
  return text => {
    const lines = (rest + stripVTControlCharacters(text)).split(/\r?\n/);
    rest = lines.pop();
    for (const line of lines) {
      const [, level, message] = SERIOUS.exec(line) ?? [];
      if (level) show(`${level}: ${message}\n`);
    }
  };
}
