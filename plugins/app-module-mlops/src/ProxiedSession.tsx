import { useEffect, useMemo } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import { launchProof, PROOF_HEADER } from './launchProof';
import type { SignInPageProps } from '@backstage/plugin-app-react';

/** Name of the header that says which demo account one wants to be. */
const ACCOUNT_HEADER = 'x-demo-account';

/** Signs in by what the request itself proves: a cookie, or headers of a proxy. */
export function ProxiedSession(props: {
  provider: string;
  account: string | undefined;
  onSession: SignInPageProps['onSignInSuccess'];
  onFailed(reason: Error): void;
}) {
  const { provider, account, onSession, onFailed } = props;
  const Failed = useMemo(
    () =>
      function FailedSession({ error }: { error?: Error }) {
        useEffect(() => {
          if (error) onFailed(error);
        }, [error]);
        return null;
      },
    [onFailed],
  );
  const headers = useMemo(() => {
    const proof = launchProof();
    return {
      ...(account && { [ACCOUNT_HEADER]: account }),
      ...(proof && { [PROOF_HEADER]: proof }),
    };
  }, [account]);
  return (
    <ProxiedSignInPage
      provider={provider}
      headers={headers}
      onSignInSuccess={onSession}
      ErrorComponent={Failed}
    />
  );
}
