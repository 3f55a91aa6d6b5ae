import type { APIRequestContext, BrowserContext } from '@playwright/test';

/** Exchanges the launch address for the cookie, which the context keeps, and the proof that goes with it. */
export async function launch(
  request: APIRequestContext,
  address: string,
): Promise<string> {
  const answer = await request.get(address, { maxRedirects: 0 });
  const [, proof] = /#launch=(.+)$/.exec(answer.headers().location ?? '') ?? [];
  if (!proof) throw new Error(`${address} lets nobody in: ${answer.status()}`);
  return proof;
}

/** Lets every page of a browser in, as if each had been opened by the launch address. */
export async function launchPages(
  context: BrowserContext,
  address: string,
): Promise<void> {
  const proof = await launch(context.request, address);
  await context.addInitScript(
    value => localStorage.setItem('mlops-launch-proof', value),
    proof,
  );
}
