/** How somebody signed in last: through which provider, and as which demo account. */
export interface Choice {
  provider: string;
  account?: string;
}

/** Where the sign-in page of Backstage keeps it too. */
const KEY = '@backstage/core:SignInPage:provider';

export function rememberedChoice(): Choice | undefined {
  const text = localStorage.getItem(KEY);
  if (!text) return undefined;
  const [provider, account] = text.split(' ');
  return account ? { provider, account } : { provider };
}

export function rememberChoice({ provider, account }: Choice): void {
  localStorage.setItem(KEY, account ? `${provider} ${account}` : provider);
}

export function forgetChoice(): void {
  localStorage.removeItem(KEY);
}
