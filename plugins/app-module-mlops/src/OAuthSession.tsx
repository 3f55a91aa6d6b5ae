import { useEffect, useRef } from 'react';
import { OAuth2 } from '@backstage/core-app-api';
import { Progress, UserIdentity } from '@backstage/core-components';
import {
  configApiRef,
  discoveryApiRef,
  oauthRequestApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import type { Way } from './readWays';

/** Signs in at any provider that speaks OAuth 2 to the backend: silently where there is a session, else in a window. */
export function OAuthSession(props: {
  way: Way;
  /** The person has just asked for it, so a window may open. */
  isPressed: boolean;
  onSession: SignInPageProps['onSignInSuccess'];
  onFailed(reason?: Error): void;
}) {
  const { id, title } = props.way;
  const configApi = useApi(configApiRef);
  const discoveryApi = useApi(discoveryApiRef);
  const oauthRequestApi = useApi(oauthRequestApiRef);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    let left = false;
    const authApi = OAuth2.create({
      configApi,
      discoveryApi,
      oauthRequestApi,
      provider: { id, title, icon: () => null },
      environment: configApi.getOptionalString('auth.environment'),
      defaultScopes: ['openid', 'profile', 'email'],
    });
    const signIn = async () => {
      const { isPressed, onSession, onFailed } = latest.current;
      const identity = await authApi.getBackstageIdentity(
        isPressed ? { instantPopup: true } : { optional: true },
      );
      if (left) return;
      if (!identity) {
        onFailed();
        return;
      }
      const profile = await authApi.getProfile();
      if (!left)
        onSession(
          UserIdentity.create({
            identity: identity.identity,
            authApi,
            profile,
          }),
        );
    };
    signIn().catch(error => {
      if (!left) latest.current.onFailed(error);
    });
    return () => {
      left = true;
    };
  }, [configApi, discoveryApi, oauthRequestApi, id, title]);
  return <Progress />;
}
