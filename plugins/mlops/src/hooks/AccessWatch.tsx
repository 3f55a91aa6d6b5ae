import { useEffect } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { ACCESS_SIGNAL } from '@mlops/plugin-mlops-common';
import { queryClient } from '../api/queryClient';
import { useCoalesced } from './useCoalesced';

/** Looks again at what the person may do, and at all that is shown, when rights were changed. */
export function AccessWatch() {
  const signals = useApiHolder().get(signalApiRef);
  const look = useCoalesced(() => queryClient.invalidateQueries());
  useEffect(() => {
    const subscription = signals?.subscribe(ACCESS_SIGNAL, look);
    return () => subscription?.unsubscribe();
  }, [signals, look]);
  return null;
}
