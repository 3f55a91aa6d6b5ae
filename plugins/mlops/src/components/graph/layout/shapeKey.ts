import type { GraphShape } from './GraphLayout';

/** Equal for two graphs that are drawn at the same places. Names hold neither commas nor line breaks. */
export function shapeKey(shape: GraphShape): string {
  return shape
    .map(({ name, dependsOn }) => `${name}:${dependsOn.join(',')}`)
    .join('\n');
}
