import type { Flow } from './GraphLayout';

/** Pixels of a rounded corner. */
const RADIUS = 6;

/** A place along and across the flow, in pixels. */
export type Place = readonly [along: number, across: number];

/** Writes the attribute `d` of an SVG path of places along and across the flow. */
export function pathText(flow: Flow) {
  const at = ([along, across]: Place) => {
    const [a, b] = [Math.round(along), Math.round(across)];
    return flow === 'right' ? `${a} ${b}` : `${b} ${a}`;
  };
  return {
    move: (to: Place) => `M${at(to)}`,
    line: (to: Place) => `L${at(to)}`,
    /** Leaves and arrives in the direction of the flow. */
    curve: (from: Place, to: Place) => {
      const bend = Math.max(Math.abs(to[0] - from[0]) / 2, 12);
      return `C${at([from[0] + bend, from[1]])} ${at([
        to[0] - bend,
        to[1],
      ])} ${at(to)}`;
    },
    /** Straight from place to place, around rounded corners. */
    corners: (places: readonly Place[]) =>
      places
        .slice(1)
        .map((corner, i) => {
          const next = places[i + 2];
          if (!next) return `L${at(corner)}`;
          const into = towards(corner, places[i]);
          return `L${at(into)}Q${at(corner)} ${at(towards(corner, next))}`;
        })
        .join(''),
  };
}

function towards([along, across]: Place, [toAlong, toAcross]: Place): Place {
  const distance = Math.hypot(toAlong - along, toAcross - across);
  const share = distance === 0 ? 0 : Math.min(RADIUS / distance, 0.5);
  return [
    along + (toAlong - along) * share,
    across + (toAcross - across) * share,
  ];
}
