import { AuthenticationError } from '@backstage/errors';
import type { Request } from 'express';
import { isLoopback } from '../guard/isLoopback';
import { cookieIn } from './cookieIn';
import { LAUNCH_COOKIE, PROOF_HEADER, type LaunchToken } from './LaunchToken';

/**
 * Lets only those pass who opened the address that the terminal printed.
 *
 * @throws AuthenticationError that says what to do
 */
export async function requireLaunch(
  req: Pick<Request, 'headers' | 'socket'>,
  token: LaunchToken,
): Promise<void> {
  if (!token.isConfigured) {
    throw new AuthenticationError(
      'Guest and demo sign-in need a launch token, and this portal has none: set mlops.signIn.launchTokenFile, or configure a sign-in provider',
    );
  }
  if (!isLoopback(req.socket.remoteAddress)) {
    throw new AuthenticationError(
      'Guest and demo sign-in are for the machine of the portal only; configure a sign-in provider for others',
    );
  }
  const cookie = cookieIn(req.headers.cookie, LAUNCH_COOKIE);
  const proof = req.headers[PROOF_HEADER];
  if (
    cookie === undefined ||
    typeof proof !== 'string' ||
    !(await token.areRight({ cookie, proof }))
  ) {
    throw new AuthenticationError(
      'Open the address with "/launch?token=" that the terminal printed when the portal started',
    );
  }
}
