import type { Entity } from '@backstage/catalog-model';

/** An annotation of an entity; our parts are on the pages of those only that have it. */
export function annotationOf(entity: Entity, name: string): string {
  return entity.metadata.annotations?.[name] ?? '';
}
