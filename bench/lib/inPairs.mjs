import { distribution, formatDistribution } from './distribution.mjs';

/**
 * Two sides against each other on a machine whose speed changes meanwhile: they take turns, which of them begins does
 * too, and the ratio of each pair counts, since both of its measurements met nearly the same machine.
 *
 * @param title - what is compared
 * @param sides - the measured and the bare one: `{ name, time }`, where `time` is told the number of the pair and gives
 * milliseconds
 * @param options - `rounds`: how many pairs; `goal`: the largest ratio
 * @returns whether the median of the ratios reaches the goal, which is printed with how both sides spread
 */
export async function inPairs(title, sides, { rounds, goal }) {
  const pairs = [];
  for (let i = 0; i < rounds; i += 1) {
    const pair = [];
    for (const side of i % 2 === 0 ? [0, 1] : [1, 0]) {
      pair[side] = await sides[side].time(i);
    }
    pairs.push(pair);
  }
  const width = Math.max(...sides.map(({ name }) => name.length));
  const { median, min, max } = distribution(pairs.map(([a, b]) => a / b));
  const reached = median <= goal;
  process.stdout.write(
    [
      `  ${title}, ${rounds} pairs`,
      ...sides.map(({ name }, side) => {
        const spread = distribution(pairs.map(pair => pair[side]));
        return `    ${name.padEnd(width)}  ${formatDistribution(spread)}`;
      }),
      `    median of the ratios ${median.toFixed(3)} (${min.toFixed(
        2,
      )}–${max.toFixed(2)}), goal ${goal}: ${reached ? 'reached' : 'missed'}`,
      '',
    ].join('\n'),
  );
  return reached;
}
