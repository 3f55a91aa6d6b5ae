import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterError, type ClusterClient } from './ClusterClient';
import { linesOf } from './linesOf';
import { SilenceWatch } from './SilenceWatch';

/** What any object of Kubernetes has. */
export interface WatchedObject {
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    labels?: Record<string, string>;
  };
}

export type Watched<T> =
  /** All that there is has been told, each as `changed`; what was told before and not again is gone. */
  | { type: 'listed'; uids: ReadonlySet<string> }
  | { type: 'changed'; object: T }
  | { type: 'gone'; object: T };

const PAGE_SIZE = 200;

/** Seconds after which the API server ends a watch. */
const WATCH_SECONDS = 300;

/**
 * Milliseconds without a word after which a connection is taken for dead, as one is whose other end has lost power: the
 * API server sends a bookmark about every minute (`bookmarkFrequency` of its watch cache).
 */
const SILENCE_MS = 150_000;

const SHORTEST_REST_MS = 200;
const LONGEST_REST_MS = 10_000;

/** What is watched: everything of one kind that the selectors choose. */
export interface Watchable extends Selectors {
  /** For example `/api/v1/pods`. */
  path: string;
}

interface Selectors {
  labelSelector?: string;
  fieldSelector?: string;
}

interface List<T> {
  metadata: { resourceVersion: string; continue?: string };
  items: T[];
}

/**
 * Everything of one kind, and then what changes, until `signal` aborts. A watch that ends or breaks goes on where it
 * was; where the API server no longer knows from there (410), everything is listed anew. What goes wrong is told to
 * `onTrouble` and tried again, more and more seldom.
 */
export async function* watchObjects<T extends WatchedObject>(
  client: ClusterClient,
  { path, ...selectors }: Watchable,
  signal: AbortSignal,
  onTrouble: (error: unknown) => void,
): AsyncIterable<Watched<T>> {
  let version: string | undefined;
  let rest = SHORTEST_REST_MS;
  while (!signal.aborted) {
    try {
      version ??= yield* listed<T>(client, path, selectors, signal);
      for await (const event of eventsFrom<T>(
        client,
        path,
        selectors,
        version,
        signal,
      )) {
        rest = SHORTEST_REST_MS;
        version = event.object.metadata.resourceVersion;
        if (event.type === 'DELETED') {
          yield { type: 'gone', object: event.object };
        } else if (event.type !== 'BOOKMARK') {
          yield { type: 'changed', object: withoutFields(event.object) };
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isTooOld(error)) {
        version = undefined;
        continue;
      }
      // One that goes on is told once, and not at every try.
      if (rest === SHORTEST_REST_MS) onTrouble(error);
      await sleep(rest, undefined, { signal }).catch(() => undefined);
      rest = Math.min(rest * 2, LONGEST_REST_MS);
    }
  }
}

/** @returns the version from which a watch goes on */
async function* listed<T extends WatchedObject>(
  client: ClusterClient,
  path: string,
  selectors: Selectors,
  signal: AbortSignal,
): AsyncGenerator<Watched<T>, string> {
  const uids = new Set<string>();
  for (let next: string | undefined; ; ) {
    const page: List<T> = await client.request({
      path,
      query: { ...selectors, limit: PAGE_SIZE, continue: next },
      signal,
    });
    for (const object of page.items) {
      uids.add(object.metadata.uid);
      yield { type: 'changed', object: withoutFields(object) };
    }
    next = page.metadata.continue || undefined;
    if (next === undefined) {
      yield { type: 'listed', uids };
      return page.metadata.resourceVersion;
    }
  }
}

interface RawEvent<T> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: T;
}

async function* eventsFrom<T>(
  client: ClusterClient,
  path: string,
  selectors: Selectors,
  resourceVersion: string,
  signal: AbortSignal,
): AsyncIterable<RawEvent<T>> {
  const silence = new SilenceWatch(SILENCE_MS, signal);
  const bytes = client.stream({
    path,
    query: {
      ...selectors,
      resourceVersion,
      watch: true,
      allowWatchBookmarks: true,
      timeoutSeconds: WATCH_SECONDS,
    },
    signal: silence.signal,
  });
  try {
    for await (const line of linesOf(silence.over(bytes))) {
      const event: RawEvent<T> = JSON.parse(line);
      if (event.type === 'ERROR') throw errorOf(event.object);
      yield event;
    }
  } finally {
    silence.end();
  }
}

function errorOf(object: unknown): ClusterError {
  const { code, reason, message } = {
    code: 500,
    reason: undefined,
    message: 'the watch broke',
    ...(typeof object === 'object' ? object : {}),
  };
  return new ClusterError(code, reason, message);
}

function isTooOld(error: unknown): boolean {
  return (
    error instanceof ClusterError &&
    (error.status === 410 || error.reason === 'Expired')
  );
}

/** Who set which field takes a fifth of an object and is of no use here. */
function withoutFields<T extends WatchedObject>(object: T): T {
  const { managedFields: _, ...metadata } = object.metadata as T['metadata'] & {
    managedFields?: unknown;
  };
  return { ...object, metadata };
}
