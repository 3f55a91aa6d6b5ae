import type { PlacedWork } from '@mlops/plugin-mlops-common';

/** A kind of work with the project groups that it is about. */
export interface WorkOfProjects {
  kind: PlacedWork['work'];
  machine: PlacedWork['machine'];
  /** Titles. */
  projects: string[];
}

/** Kinds of work, each once, in the order in which they were told. */
export function workByKind(work: readonly PlacedWork[]): WorkOfProjects[] {
  const kinds = new Map<string, WorkOfProjects>();
  for (const { title, work: kind, machine } of work) {
    const key = `${kind} ${machine}`;
    const known = kinds.get(key) ?? { kind, machine, projects: [] };
    known.projects.push(title);
    kinds.set(key, known);
  }
  return [...kinds.values()];
}
