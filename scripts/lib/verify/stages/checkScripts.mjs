import { runNodeTests } from '../runNodeTests.mjs';

/** Tests of the bootstrap itself, by node's own test runner. */
export function checkScripts(context) {
  return runNodeTests(context, {
    name: 'scripts',
    files: ['scripts/**/*.test.mjs', 'bench/**/*.test.mjs'],
  });
}
