/**
 * Places in a row, in order and far enough apart, with the least weighted sum of squared distances from
 * where they should be: an isotonic regression, solved in linear time by pooling adjacent violators
 * (M. Ayer et al., "An Empirical Distribution Function for Sampling with Incomplete Information", 1955).
 *
 * @param wishes - where each should be
 * @param weights - how much each matters, above 0
 * @param apart - least distance between the one before `at` and the one at `at`, from 1 on
 */
export function spread(
  wishes: readonly number[],
  weights: readonly number[],
  apart: (at: number) => number,
): number[] {
  const offsets: number[] = [];
  const pools: Array<{ mean: number; weight: number; count: number }> = [];
  wishes.forEach((wish, at) => {
    const offset = at === 0 ? 0 : offsets[at - 1] + apart(at);
    offsets.push(offset);
    let pool = { mean: wish - offset, weight: weights[at], count: 1 };
    for (
      let last = pools.at(-1);
      last && last.mean > pool.mean;
      last = pools.at(-1)
    ) {
      const weight = last.weight + pool.weight;
      pool = {
        mean: (last.mean * last.weight + pool.mean * pool.weight) / weight,
        weight,
        count: last.count + pool.count,
      };
      pools.pop();
    }
    pools.push(pool);
  });
  return pools
    .flatMap(({ mean, count }) => new Array<number>(count).fill(mean))
    .map((mean, at) => mean + offsets[at]);
}
