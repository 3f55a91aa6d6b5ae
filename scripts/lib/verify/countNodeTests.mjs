/**
 * Counts of a TAP report by node's own test runner, which ends with lines such as `# pass 12`.
 */
export function countNodeTests(tap) {
  const count = word => {
    const line = new RegExp(`^# ${word} (\\d+)$`, 'm').exec(tap);
    if (!line) throw new Error('The test report has no end');
    return Number(line[1]);
  };
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
  };
}
