import { useEffect } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { ACCESS_SIGNAL } from '@mlops/plugin-mlops-common';
import { queryClient } from '../api/queryClient';
import { useCoalesced } from './useCoalesced';

/**
 * Milliseconds after which the socket of signals is open also where its first try came too early, which it repeats
 * after five seconds; what was told before then nobody has heard.
 */
const OPEN_BY = 7_000;

/** Looks again at what the person may do, and at all that is shown, when rights were changed. */
export function AccessWatch() {
  const signals = useApiHolder().get(signalApiRef);
  const look = useCoalesced(() => queryClient.invalidateQueries());
  useEffect(() => {
    const subscription = signals?.subscribe(ACCESS_SIGNAL, look);
    const timer = setTimeout(look, OPEN_BY);
    return () => {
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [signals, look]);
  return null;
}
