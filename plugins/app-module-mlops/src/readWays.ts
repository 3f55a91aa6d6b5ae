import type { ConfigApi } from '@backstage/frontend-plugin-api';

const KINDS = ['oauth', 'proxied', 'guest', 'demo'] as const;

/** A way to sign in, as the configuration names it. */
export interface Way {
  /** Id of the auth provider. */
  id: string;
  title: string;
  kind: (typeof KINDS)[number];
}

/** The ways to sign in, in the order of the page. */
export function readWays(config: ConfigApi): Way[] {
  const configured = config.getOptionalConfigArray('mlops.signIn.providers');
  if (!configured) return defaults(config);
  return configured.map(entry => {
    const id = entry.getString('id');
    const kind = KINDS.find(one => one === entry.getOptionalString('kind'));
    return {
      id,
      title: entry.getOptionalString('title') ?? id,
      kind: kind ?? KINDS.find(one => one === id) ?? 'oauth',
    };
  });
}

function defaults(config: ConfigApi): Way[] {
  const ways: Way[] = [{ id: 'guest', title: 'guest', kind: 'guest' }];
  return readAccounts(config).length > 0
    ? [...ways, { id: 'demo', title: 'demo', kind: 'demo' }]
    : ways;
}

/** Entity refs of the demo accounts. */
export function readAccounts(config: ConfigApi): string[] {
  return config.getOptionalStringArray('mlops.signIn.demoAccounts') ?? [];
}
