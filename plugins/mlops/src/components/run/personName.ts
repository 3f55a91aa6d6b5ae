/** The part of an entity ref that people call each other by: `user:default/alice` is alice. */
export function personName(entityRef: string): string {
  return entityRef.split('/').pop() ?? entityRef;
}
