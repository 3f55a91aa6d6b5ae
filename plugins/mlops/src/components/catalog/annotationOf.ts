import type { Entity } from '@backstage/catalog-model';

/** An annotation of an entity; empty where somebody else's entity lacks it, and no object has that id. */
export function annotationOf(entity: Entity, name: string): string {
  return entity.metadata.annotations?.[name] ?? '';
}
