/**
 * Counts of the report that Python's `unittest` ends with.
 *
 * @throws Error when the report was cut off
 */
export function countPythonTests(report) {
  const ran = /^Ran (\d+) tests? in /m.exec(report);
  const end = /^(?:OK|FAILED|NO TESTS RAN)(?: \((.*)\))?$/m.exec(report);
  if (!ran || !end) throw new Error('The test report has no end');
  const count = word =>
    Number(new RegExp(`\\b${word}=(\\d+)`).exec(end[1] ?? '')?.[1] ?? 0);
  const failed =
    count('failures') + count('errors') + count('unexpected successes');
  const skipped = count('skipped');
  return { passed: Number(ran[1]) - failed - skipped, failed, skipped };
}
