/** Looks again and again until what it sees is wanted. */
export async function eventually<T>(
  look: () => Promise<T>,
  wanted: (value: T) => boolean,
): Promise<T> {
  for (let i = 0; ; i++) {
    const value = await look();
    if (wanted(value)) return value;
    if (i === 200) throw new Error(`Still ${JSON.stringify(value)}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
