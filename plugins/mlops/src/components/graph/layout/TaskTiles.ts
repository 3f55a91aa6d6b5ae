import type { GraphLayout, Point } from './GraphLayout';

/** Pixels at zoom 1: about what a small part of a screen shows. */
const TILE = 320;

/** A part of the drawing, counted in tiles, ends included. */
export interface TileRange {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Finds tasks by where they are drawn without looking at all of them. */
export class TaskTiles {
  private tiles: Map<string, string[]> | null = null;

  constructor(private readonly layout: GraphLayout) {}

  /** The tiles that a part of the drawing touches. */
  static range(
    left: number,
    top: number,
    right: number,
    bottom: number,
  ): TileRange {
    const [l, t, r, b] = [left, top, right, bottom].map(pixels =>
      Math.floor(pixels / TILE),
    );
    return { left: l, top: t, right: r, bottom: b };
  }

  /** Tasks that touch tiles, each once. */
  within(range: TileRange): string[] {
    // From afar nobody asks.
    this.tiles ??= tilesOf(this.layout);
    const found = new Set<string>();
    for (const key of keysOf(range)) {
      for (const name of this.tiles.get(key) ?? []) found.add(name);
    }
    return [...found];
  }

  /** The task at a place. */
  at({ x, y }: Point): string | null {
    const { positions, size } = this.layout;
    const here = this.within(TaskTiles.range(x, y, x, y)).find(name => {
      const place = positions.get(name);
      return (
        place &&
        x >= place.x &&
        y >= place.y &&
        x <= place.x + size.width &&
        y <= place.y + size.height
      );
    });
    return here ?? null;
  }
}

function tilesOf({ positions, size }: GraphLayout): Map<string, string[]> {
  const tiles = new Map<string, string[]>();
  for (const [name, { x, y }] of positions) {
    const range = TaskTiles.range(x, y, x + size.width, y + size.height);
    for (const key of keysOf(range)) {
      const tile = tiles.get(key);
      if (tile) tile.push(name);
      else tiles.set(key, [name]);
    }
  }
  return tiles;
}

function keysOf({ left, top, right, bottom }: TileRange): string[] {
  const keys: string[] = [];
  for (let x = left; x <= right; x++) {
    for (let y = top; y <= bottom; y++) keys.push(`${x} ${y}`);
  }
  return keys;
}
