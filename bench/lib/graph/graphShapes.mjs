/**
 * Graphs of a thousand tasks that are hard in different ways: a chain, one task that 998 wait for and that
 * one waits for, and 40 layers of 25 in which each task waits for two.
 * By what they are called: a list of `{ name, dependsOn }`.
 */
export const graphShapes = {
  chain: rangeOf(1000).map(i => ({
    name: `t${i}`,
    dependsOn: i === 0 ? [] : [`t${i - 1}`],
  })),
  'fan 1 → 998 → 1': [
    { name: 'first', dependsOn: [] },
    ...rangeOf(998).map(i => ({ name: `t${i}`, dependsOn: ['first'] })),
    { name: 'last', dependsOn: rangeOf(998).map(i => `t${i}`) },
  ],
  '40 layers of 25': rangeOf(1000).map(i => {
    const layer = Math.floor(i / 25);
    const first = (i * 7 + layer) % 25;
    // Never the same as the first.
    const upstream = [first, (first + 1 + ((i * 11) % 24)) % 25];
    return {
      name: `t${i}`,
      dependsOn:
        layer === 0 ? [] : upstream.map(at => `t${(layer - 1) * 25 + at}`),
    };
  }),
};

function rangeOf(count) {
  return Array.from({ length: count }, (_, i) => i);
}
