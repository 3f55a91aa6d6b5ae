import { outcome } from './outcome.mjs';

/**
 * Outcome of `jest --json`. A file that could not even be loaded counts as one failure, because
 * none of its tests counts anywhere.
 */
export function readJestReport(report) {
  const broken = report.testResults.filter(
    file => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failures = report.testResults.flatMap(file =>
    broken.includes(file)
      ? [`${file.name}\n${file.message}`]
      : file.assertionResults
          .filter(test => test.status === 'failed')
          .map(
            test =>
              `${file.name}\n${test.fullName}\n${test.failureMessages.join(
                '\n',
              )}`,
          ),
  );
  return outcome({
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  });
}
