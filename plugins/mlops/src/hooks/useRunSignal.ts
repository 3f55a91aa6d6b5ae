import { useEffect, useRef } from 'react';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';

/** What the backend tells when a run has changed. */
export type RunSignal = {
  runId: string;
  pipelineId: string;
  status: string;
};

/** Hears every signal about runs, also where several come before the page is drawn again. */
export function useRunSignal(onSignal: (signal: RunSignal) => void): void {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(onSignal);
  latest.current = onSignal;
  useEffect(() => {
    const subscription = signals?.subscribe<RunSignal>('mlops:runs', signal =>
      latest.current(signal),
    );
    return () => subscription?.unsubscribe();
  }, [signals]);
}
