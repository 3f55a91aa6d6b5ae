import { useCallback, useMemo, useState } from 'react';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import {
  forgetChoice,
  rememberChoice,
  rememberedChoice,
  type Choice,
} from './choice';
import { ChoosePage } from './ChoosePage';
import { launchProof } from './launchProof';
import { OAuthSession } from './OAuthSession';
import { ProxiedSession } from './ProxiedSession';
import { readAccounts, readWays } from './readWays';

type Identity = Parameters<SignInPageProps['onSignInSuccess']>[0];

/** Signs in as one did before, or lets one choose. What the ways are says the configuration. */
export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const config = useApi(configApiRef);
  // Out of the address at once, whichever way is chosen later.
  useState(launchProof);
  const ways = useMemo(() => readWays(config), [config]);
  const accounts = useMemo(() => readAccounts(config), [config]);
  const [choice, setChoice] = useState<Choice | undefined>(
    // One way that asks for nothing needs no choice.
    () => rememberedChoice() ?? onlyChoice(ways),
  );
  const [isPressed, setPressed] = useState(false);
  const [error, setError] = useState<Error>();
  const onFailed = useCallback((reason?: Error) => {
    forgetChoice();
    setChoice(undefined);
    setError(reason);
  }, []);
  const way = ways.find(({ id }) => id === choice?.provider);
  const isWhole =
    way && (way.kind !== 'demo' || accounts.includes(choice?.account ?? ''));
  if (!choice || !isWhole) {
    return (
      <ChoosePage
        ways={ways}
        accounts={accounts}
        error={error}
        onChoose={chosen => {
          setError(undefined);
          setPressed(true);
          setChoice(chosen);
        }}
      />
    );
  }
  const onSession = (identity: Identity) => {
    rememberChoice(choice);
    onSignInSuccess(withSignOut(identity));
  };
  return way.kind === 'oauth' ? (
    <OAuthSession
      way={way}
      isPressed={isPressed}
      onSession={onSession}
      onFailed={onFailed}
    />
  ) : (
    <ProxiedSession
      provider={way.id}
      account={choice.account}
      onSession={onSession}
      onFailed={onFailed}
    />
  );
}

function onlyChoice(ways: ReturnType<typeof readWays>): Choice | undefined {
  const [only, ...others] = ways;
  return only?.kind === 'proxied' && others.length === 0
    ? { provider: only.id }
    : undefined;
}

/** Who signs out is asked again. */
function withSignOut(identity: Identity): Identity {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      forgetChoice();
      await identity.signOut();
    },
  };
}
