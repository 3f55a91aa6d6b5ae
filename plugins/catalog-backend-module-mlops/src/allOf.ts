/** The largest page that the API gives. */
const PAGE_SIZE = 200;

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Everything that a list of the API has, page by page. */
export async function allOf<T>(
  list: (request: {
    query: { limit: number; cursor: string | undefined };
    signal: AbortSignal;
  }) => Promise<Page<T>>,
  signal: AbortSignal,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ query: { limit: PAGE_SIZE, cursor }, signal });
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return all;
}
