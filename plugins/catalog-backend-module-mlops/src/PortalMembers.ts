/**
 * People whom the portal made members of project groups that Git defines, as the last turn found them. Between
 * a start of the catalog and the first turn nobody is known; the turn has the groups processed again.
 */
export class PortalMembers {
  #members: ReadonlyMap<string, readonly string[]> = new Map();

  /** Entity refs of users. */
  of(project: string): readonly string[] {
    return this.#members.get(project) ?? [];
  }

  /** @returns names of the groups whose members are others than before */
  set(members: ReadonlyMap<string, readonly string[]>): string[] {
    const before = this.#members;
    this.#members = members;
    return [...new Set([...before.keys(), ...members.keys()])].filter(
      project =>
        String(before.get(project) ?? []) !==
        String(members.get(project) ?? []),
    );
  }
}

/** By what a project group is processed again. */
export function refreshKeyOf(project: string): string {
  return `mlops-project-members:${project}`;
}
