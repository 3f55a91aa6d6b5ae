import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BYTES = 24;

/** The file with the token that proves that somebody is at the machine of the portal. */
export function launchTokenFile(data) {
  return join(data, 'launch-token');
}

/** Makes the token where there is none; it outlives restarts, so that open pages go on. */
export function ensureLaunchToken(data) {
  const file = launchTokenFile(data);
  if (existsSync(file)) return;
  const token = randomBytes(BYTES).toString('base64url');
  writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
}

/** The address that signs in whoever opens it first: it exchanges the token for a cookie. */
export function launchUrl(url, data) {
  const token = readFileSync(launchTokenFile(data), 'utf8').trim();
  return `${url}/launch?token=${token}`;
}
