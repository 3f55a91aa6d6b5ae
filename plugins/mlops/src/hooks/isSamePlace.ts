/** Where somebody is in the portal, as the address says it. */
export interface Place {
  pathname: string;
  /** With its question mark; empty where there is none. */
  search: string;
}

/** Whether two addresses show the same thing: the same page, and the same values of what chooses in it. */
export function isSamePlace(
  a: Place,
  b: Place,
  choices: readonly string[],
): boolean {
  const [ofA, ofB] = [a, b].map(({ search }) => new URLSearchParams(search));
  return (
    a.pathname === b.pathname &&
    choices.every(name => ofA.get(name) === ofB.get(name))
  );
}
