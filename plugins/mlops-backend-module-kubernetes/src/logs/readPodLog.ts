import type { ClusterClient } from '../cluster/ClusterClient';
import { MAIN_CONTAINER } from '../state/ObservedPod';
import type { LoggedPod } from './LoggedPod';

const LOOK_EVERY_MS = 500;

/**
 * What the kubelet gives of the log of a program, line by line with times, as it comes. It ends with the container, with
 * the connection, or when `signal` aborts.
 *
 * @param since - from this second on; `undefined`: from the beginning of what the machine has
 * @param isEnough - asked now and then, with the milliseconds for which nothing came; true ends it
 */
export async function* readPodLog(
  client: ClusterClient,
  { namespace, name }: Pick<LoggedPod, 'namespace' | 'name'>,
  about: {
    since: string | undefined;
    signal: AbortSignal;
    isEnough: (silence: number) => boolean;
  },
): AsyncIterable<Uint8Array> {
  const end = new AbortController();
  let heardAt = performance.now();
  let isBusy = false;
  const timer = setInterval(() => {
    const silence = isBusy ? 0 : performance.now() - heardAt;
    if (about.isEnough(silence)) end.abort();
  }, LOOK_EVERY_MS);
  try {
    for await (const chunk of client.stream({
      path: `/api/v1/namespaces/${namespace}/pods/${name}/log`,
      query: {
        container: MAIN_CONTAINER,
        follow: true,
        timestamps: true,
        sinceTime: about.since,
      },
      signal: AbortSignal.any([about.signal, end.signal]),
    })) {
      // While somebody works on what came, it is not the kubelet that is silent.
      isBusy = true;
      yield chunk;
      isBusy = false;
      heardAt = performance.now();
    }
  } finally {
    clearInterval(timer);
  }
}
