import { outcome } from './outcome.mjs';

/** Outcome of Playwright's JSON report. A test that passed only at a second try has failed. */
export function readPlaywrightReport(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  const outside = report.errors.map(error => error.message);
  const failures = report.suites
    .flatMap(specsOf)
    .filter(spec => !spec.ok)
    .map(spec => `${spec.file}:${spec.line} ${spec.title}\n${errorsOf(spec)}`);
  return outcome({
    passed: expected,
    failed: unexpected + flaky + outside.length,
    skipped,
    failures: [...outside, ...failures],
  });
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

function errorsOf(spec) {
  return spec.tests
    .flatMap(test => test.results)
    .flatMap(result => result.errors)
    .map(error => error.message)
    .join('\n');
}
