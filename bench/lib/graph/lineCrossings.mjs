/**
 * How many pairs of arrows cross, each taken as the straight line between the middles of its tasks: a
 * measure of how readable a drawing is that needs to know nothing of how it draws arrows.
 *
 * @param lines - `[x1, y1, x2, y2]`
 */
export function lineCrossings(lines) {
  const sorted = [...lines].sort((a, b) => left(a) - left(b));
  let crossings = 0;
  sorted.forEach((a, i) => {
    for (let j = i + 1; j < sorted.length; j += 1) {
      const b = sorted[j];
      if (left(b) > right(a)) break;
      if (cross(a, b)) crossings += 1;
    }
  });
  return crossings;
}

const left = ([x1, , x2]) => Math.min(x1, x2);
const right = ([x1, , x2]) => Math.max(x1, x2);

/** Lines with an end in common do not cross. */
function cross([ax, ay, bx, by], [cx, cy, dx, dy]) {
  const side = (px, py, qx, qy, rx, ry) =>
    Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
  );
}
