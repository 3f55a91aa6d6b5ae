import { oneCheck } from '../oneCheck.mjs';
import { merge } from '../outcome.mjs';

const CHECKS = [
  {
    name: 'eslint',
    command: ['yarn', 'lint:all', '--max-warnings', '0'],
  },
  {
    name: 'eslint-scripts',
    command: [
      'eslint',
      '--max-warnings',
      '0',
      '--ext',
      '.mjs,.cjs,.js,.ts',
      'scripts',
      'bench',
      'testbed',
      'playwright.config.ts',
    ],
  },
  { name: 'prettier', command: ['yarn', 'prettier:check'] },
  { name: 'knip', command: ['knip', '--no-progress'] },
];

/** Rules of code, its form, and that nothing lies about unused. */
export async function checkStyle(context) {
  const outcomes = [];
  for (const check of CHECKS) outcomes.push(await oneCheck(context, check));
  return merge(outcomes);
}
