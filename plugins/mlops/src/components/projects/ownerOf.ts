import type { OwnedObject, Project } from '@mlops/plugin-mlops-common';

/** What decides about a project group: itself, and who made it. */
export function ownerOf({ name, createdBy }: Project): OwnedObject {
  return { project: name, createdBy };
}
