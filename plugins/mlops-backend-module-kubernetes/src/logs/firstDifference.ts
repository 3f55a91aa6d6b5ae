/** The offset of the first byte in which two streams differ, or at which the shorter one ends. */
export async function firstDifference(
  one: AsyncIterable<Uint8Array>,
  other: AsyncIterable<Uint8Array>,
): Promise<number> {
  const others = other[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  let at = 0;
  try {
    for await (const chunk of one) {
      let left = Buffer.from(chunk);
      while (left.length > 0) {
        if (rest.length === 0) {
          const next = await others.next();
          if (next.done) return at;
          rest = Buffer.from(next.value);
        }
        const length = Math.min(left.length, rest.length);
        if (left.compare(rest, 0, length, 0, length) !== 0) {
          return at + differenceIn(left, rest);
        }
        left = left.subarray(length);
        rest = rest.subarray(length);
        at += length;
      }
    }
    return at;
  } finally {
    await others.return?.();
  }
}

function differenceIn(one: Buffer, other: Buffer): number {
  return one.findIndex((byte, place) => byte !== other[place]);
}
