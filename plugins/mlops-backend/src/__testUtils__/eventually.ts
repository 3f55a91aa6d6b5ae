/** Longer than anything takes on a busy machine. */
const PATIENCE_MS = 30_000;

/** Looks again and again until what it sees is wanted. */
export async function eventually<T>(
  look: () => Promise<T>,
  wanted: (value: T) => boolean,
): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await look();
    if (wanted(value)) return value;
    if (Date.now() > giveUpAt) {
      throw new Error(`Still ${JSON.stringify(value)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
