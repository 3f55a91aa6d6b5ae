import type { Drawings } from './drawings';

/** Drawings by the key of their shape; those that were looked at longest ago go first. */
export class DrawingCache {
  private readonly kept = new Map<string, Drawings>();

  /** @param most - how many are kept */
  constructor(private readonly most: number) {}

  get(key: string): Drawings | undefined {
    const found = this.kept.get(key);
    if (found) {
      this.kept.delete(key);
      this.kept.set(key, found);
    }
    return found;
  }

  set(key: string, drawings: Drawings): void {
    this.kept.delete(key);
    this.kept.set(key, drawings);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.most) return;
      this.kept.delete(oldest);
    }
  }
}
