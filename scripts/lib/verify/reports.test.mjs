import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countNodeTests } from './countNodeTests.mjs';
import { countPythonTests } from './countPythonTests.mjs';
import { readJestReport } from './readJestReport.mjs';
import { readPlaywrightReport } from './readPlaywrightReport.mjs';

describe('countNodeTests', () => {
  it('reads the end of a report', () => {
    const tap =
      '# tests 7\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 1\n';
    assert.deepEqual(countNodeTests(tap), { passed: 3, failed: 2, skipped: 2 });
  });

  it('does not take a report that was cut off for a success', () => {
    assert.throws(() => countNodeTests('ok 1 - a\n'), /has no end/);
  });
});

describe('countPythonTests', () => {
  it('reads the end of a report', () => {
    assert.deepEqual(countPythonTests('...\nRan 17 tests in 2.3s\n\nOK\n'), {
      passed: 17,
      failed: 0,
      skipped: 0,
    });
    assert.deepEqual(
      countPythonTests(
        'Ran 9 tests in 1s\n\nFAILED (failures=1, errors=2, skipped=3)\n',
      ),
      { passed: 3, failed: 3, skipped: 3 },
    );
  });

  it('does not take a report that was cut off for a success', () => {
    assert.throws(() => countPythonTests('Ran 9 tests in 1s\n'), /has no end/);
  });
});

describe('readJestReport', () => {
  const file = {
    name: 'a.test.ts',
    status: 'passed',
    message: '',
    assertionResults: [],
  };
  const test = { status: 'passed', fullName: 'A works', failureMessages: [] };
  const report = {
    numPassedTests: 1,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  };

  it('counts a file that could not be loaded as one failure and shows why', () => {
    const broken = {
      ...file,
      name: 'b.test.ts',
      status: 'failed',
      message: 'Cannot find module',
    };
    const result = readJestReport({
      ...report,
      testResults: [{ ...file, assertionResults: [test] }, broken],
    });
    assert.equal(result.failed, 1);
    assert.deepEqual(result.failures, ['b.test.ts\nCannot find module']);
  });

  it('shows each failure once', () => {
    const failed = {
      ...test,
      status: 'failed',
      failureMessages: ['1 is not 2'],
    };
    const result = readJestReport({
      ...report,
      numFailedTests: 1,
      testResults: [
        {
          ...file,
          status: 'failed',
          message: 'all of it',
          assertionResults: [test, failed],
        },
      ],
    });
    assert.equal(result.failed, 1);
    assert.deepEqual(result.failures, ['a.test.ts\nA works\n1 is not 2']);
  });
});

describe('readPlaywrightReport', () => {
  it('counts a journey that needed a second try, and an error outside of all journeys, as failed', () => {
    const result = readPlaywrightReport({
      stats: { expected: 2, unexpected: 0, flaky: 1, skipped: 1 },
      errors: [{ message: 'No tests found' }],
      suites: [
        {
          suites: [
            {
              specs: [
                {
                  ok: false,
                  file: 'digits.test.ts',
                  line: 7,
                  title: 'runs digits',
                  tests: [{ results: [{ errors: [{ message: 'no card' }] }] }],
                },
              ],
            },
          ],
        },
      ],
    });
    assert.equal(result.passed, 2);
    assert.equal(result.failed, 2);
    assert.equal(result.skipped, 1);
    assert.deepEqual(result.failures, [
      'No tests found',
      'digits.test.ts:7 runs digits\nno card',
    ]);
  });
});
