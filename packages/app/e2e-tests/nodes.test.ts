import { expect } from '@playwright/test';
import { launchUrl } from './support/launchUrl';
import { openAs } from './support/openAs';
import { PortalApi } from './support/PortalApi';
import { settled } from './support/settled';
import { test } from './support/portalTest';

test('where tasks are processes there are no nodes, not even for an administrator', async ({
  baseURL,
  browser,
}) => {
  const admin = await openAs(browser, null, '/mlops/security');
  await expect(admin.getByRole('link', { name: 'Security' })).toBeVisible();
  await settled(admin);
  await expect(admin.getByRole('link', { name: 'Nodes' })).toHaveCount(0);
  await admin.goto('/mlops/nodes');
  await expect(admin.getByText(/404/)).toBeVisible();

  const api = await PortalApi.signIn(baseURL ?? '', launchUrl());
  const answer = await api.http.get('nodes');
  expect(answer.status()).toBe(404);
  expect(await answer.text()).toContain('has no machines to administer');
  await api.dispose();
});
