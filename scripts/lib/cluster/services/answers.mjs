const PATIENCE_MS = 2000;

/** Whether something answers HTTP there, be it with a refusal. */
export async function answers(url) {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    await (await fetch(url, { signal })).body?.cancel();
    return true;
  } catch {
    // Whatever the reason, it is asked again.
    return false;
  }
}
