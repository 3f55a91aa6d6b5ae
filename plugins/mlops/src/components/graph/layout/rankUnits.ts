/**
 * A rank for each unit, so that arrows lead to higher ranks: the longest way from a start (N. Nikolov and
 * A. Tarassov, "Graph layering by promotion of nodes", 2006, discuss it and what follows), after which
 * units with more arrows out than in move as close as they can to what waits for them, which makes arrows
 * shorter. Takes time in proportion to units and arrows.
 *
 * @returns ranks, and the arrows that can be drawn forwards: all, unless units wait for each other in a circle
 */
export function rankUnits(upstream: ReadonlyArray<readonly number[]>): {
  rank: Int32Array;
  forwards: number[][];
} {
  const { order, forwards } = orderUnits(upstream);
  const downstream: number[][] = upstream.map(() => []);
  forwards.forEach((from, to) => from.forEach(at => downstream[at].push(to)));
  const rank = new Int32Array(upstream.length);
  for (const unit of order) {
    for (const from of forwards[unit]) {
      rank[unit] = Math.max(rank[unit], rank[from] + 1);
    }
  }
  for (const unit of order.reverse()) {
    if (downstream[unit].length > forwards[unit].length) {
      rank[unit] = downstream[unit].reduce(
        (least, to) => Math.min(least, rank[to] - 1),
        Infinity,
      );
    }
  }
  return { rank, forwards };
}

/** Each unit after those it waits for. Where all that is left waits in circles, the first one goes ahead. */
function orderUnits(upstream: ReadonlyArray<readonly number[]>) {
  const downstream: number[][] = upstream.map(() => []);
  upstream.forEach((from, to) => from.forEach(at => downstream[at].push(to)));
  const waiting = Int32Array.from(upstream, from => from.length);
  const place = new Int32Array(upstream.length).fill(-1);
  const order: number[] = [];
  const put = (unit: number) => {
    if (place[unit] !== -1) return;
    place[unit] = order.length;
    order.push(unit);
  };
  let next = 0;
  for (let unit = 0; unit < upstream.length; unit++) {
    if (waiting[unit] === 0) put(unit);
  }
  for (let unit = 0; unit <= upstream.length; unit++) {
    for (; next < order.length; next++) {
      for (const to of downstream[order[next]]) {
        waiting[to] -= 1;
        if (waiting[to] === 0) put(to);
      }
    }
    if (unit < upstream.length) put(unit);
  }
  const forwards = upstream.map((from, to) =>
    from.filter(at => place[at] < place[to]),
  );
  return { order, forwards };
}
