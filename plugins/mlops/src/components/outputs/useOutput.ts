import { useQuery } from '@tanstack/react-query';
import type { OutputSource } from './OutputSource';

/** Reads a file of an attempt, or its first `limit` bytes, and turns it into what is shown. */
export function useOutput<T>(
  source: OutputSource,
  path: string,
  limit: number | null,
  read: { as: string; from(blob: Blob): Promise<T> },
) {
  return useQuery({
    queryKey: [...source.key, path, limit, read.as],
    queryFn: async ({ signal }) =>
      read.from(await source.read(path, limit, signal)),
    // What an attempt left behind never changes; large pictures need not stay for long.
    staleTime: Infinity,
    gcTime: 60_000,
  });
}
