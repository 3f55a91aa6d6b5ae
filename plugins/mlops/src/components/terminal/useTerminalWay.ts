import { useMemo } from 'react';
import {
  discoveryApiRef,
  identityApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { TERMINAL_PATH } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import type { TerminalWay } from './TerminalConnection';

/** The way to terminals beside an attempt. */
export function useTerminalWay(
  id: string,
  task: string,
  attempt: number,
): TerminalWay {
  const api = useApi(mlopsApiRef);
  const discovery = useApi(discoveryApiRef);
  const identity = useApi(identityApiRef);
  return useMemo(
    () => ({
      async ticket() {
        const params = { id, task, attempt };
        return (await api.openTerminal({ params })).ticket;
      },
      async address() {
        const backend = await discovery.getBaseUrl('mlops');
        return `${backend.replace(/^http/, 'ws')}${TERMINAL_PATH}`;
      },
      async token() {
        const { token } = await identity.getCredentials();
        return token ?? '';
      },
    }),
    [api, discovery, identity, id, task, attempt],
  );
}
