import type { Flow } from './GraphLayout';
import type { Layers } from './layerSlots';
import { pathText, type Place } from './pathText';
import { TRACK, type Placed } from './placeUnits';

/** More arrows are a grey plane; the longest ones are left out. Of arrows in circles as many more. */
const MOST_DRAWN = 20_000;

/** The way of each arrow around everything it is not for. */
export function drawWires(
  { arrows, unitOf, rankOf }: Layers,
  placed: Placed,
  backwards: ReadonlyArray<readonly [from: number, to: number]>,
  flow: Flow,
): Array<{ from: number; to: number; d: string }> {
  const path = pathText(flow);
  const { slots, boxes } = placed;
  const endOf = (unit: number): Place => [
    boxes[unit].along + boxes[unit].length,
    slots[unit].centre,
  ];
  const startOf = (unit: number): Place => [
    boxes[unit].along,
    slots[unit].centre,
  ];
  const straight = (from: number, to: number) =>
    path.move(endOf(from)) + path.curve(endOf(from), startOf(to));

  const forwards = arrows.slice(0, MOST_DRAWN).map(({ slots: way }) => {
    const from = way[0];
    const to = way[way.length - 1];
    if (rankOf[to] - rankOf[from] >= way.length) {
      return { from, to, d: straight(from, to) };
    }
    const parts = [path.move(endOf(from))];
    for (let at = 1; at < way.length; at++) {
      const [a, b] = [slots[way[at - 1]], slots[way[at]]];
      const [leave, arrive]: Place[] = [
        [a.end, a.centre],
        [b.start, b.centre],
      ];
      parts.push(path.line(leave));
      parts.push(
        a.row === b.row
          ? path.curve(leave, arrive)
          : path.corners([
              leave,
              ...aroundTo(placed, way[at - 1], way[at], leave, arrive),
              arrive,
            ]),
      );
      if (unitOf[way[at]] !== -1) parts.push(path.line(startOf(to)));
    }
    return { from, to, d: parts.join('') };
  });
  const circular = backwards.slice(0, MOST_DRAWN).map(([from, to]) => ({
    from,
    to,
    d: straight(from, to),
  }));
  return [...forwards, ...circular];
}

/** Corners of the way from the end of a row to the start of the next. */
function aroundTo(
  { slots, rows }: Placed,
  from: number,
  to: number,
  leave: Place,
  arrive: Place,
): Place[] {
  const row = rows[slots[from].row];
  const track = row.leaving.findIndex(([a, b]) => a === from && b === to);
  const out = TRACK.first + TRACK.more * Math.max(0, track);
  const between = row.end + out;
  return [
    [leave[0] + out, leave[1]],
    [leave[0] + out, between],
    [arrive[0] - out, between],
    [arrive[0] - out, arrive[1]],
  ];
}
