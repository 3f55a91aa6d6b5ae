import { test as base } from '@playwright/test';
import { launchPages } from './launch';
import { launchUrl } from './launchUrl';
import { PortalApi } from './PortalApi';

/** Building the Python environment may need a download, on a slow line too. */
export const FIRST_RUN_MS = 10 * 60_000;

/** A test with the API of the portal under test at hand, and pages that were opened by its launch address. */
export const test = base.extend<{ api: PortalApi }>({
  context: async ({ context }, provide) => {
    await launchPages(context, launchUrl());
    await provide(context);
  },
  api: async ({ baseURL }, provide) => {
    if (!baseURL) {
      throw new Error('Set PORTAL_URL to the address of the portal');
    }
    const api = await PortalApi.signIn(baseURL, launchUrl());
    await provide(api);
    await api.dispose();
  },
});
