/** Waits until something holds, for ten seconds at most. */
export async function until(
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  for (let i = 0; i < 1_000; i++) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error('It did not come to be');
}
