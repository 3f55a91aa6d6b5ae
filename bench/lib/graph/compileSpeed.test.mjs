import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compilerOf } from './compileSpeed.mjs';

it('compiles what it measures, as the compiler is now', () => {
  const plan = compilerOf([
    { name: 'first', dependsOn: [] },
    { name: 'second', dependsOn: ['first'] },
  ])();
  assert.deepEqual(
    plan.tasks.map(({ name }) => name),
    ['first', 'second'],
  );
});
