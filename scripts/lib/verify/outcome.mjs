const NOTHING = { passed: 0, failed: 0, skipped: 0, failures: [], notes: [] };

/**
 * What came of some checks: how many passed, failed and were skipped; `failures`, each a text to
 * show; `notes`, each a line on what could not be done.
 */
export function outcome(part) {
  return { ...NOTHING, ...part };
}

/** Several outcomes as one. */
export function merge(outcomes) {
  return outcomes.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
      failures: [...all.failures, ...one.failures],
      notes: [...all.notes, ...one.notes],
    }),
    NOTHING,
  );
}

/** Where nothing may be skipped, what was skipped has failed. */
export function skippedIsFailed(one) {
  return { ...one, failed: one.failed + one.skipped, skipped: 0 };
}

/** The last line of `verify`, which other programs read. */
export function tallyLine({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
