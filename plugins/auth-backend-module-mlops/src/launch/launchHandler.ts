import type { RequestHandler } from 'express';
import { LAUNCH_COOKIE, type LaunchToken } from './LaunchToken';

const MONTH_S = 30 * 24 * 3600;

/**
 * `GET /launch?token=…`: exchanges the token for a cookie and a proof and goes to the portal, so that the token stays
 * neither in the address nor in what is remembered of it. The proof is behind `#`, which no request repeats.
 */
export function launchHandler(token: LaunchToken): RequestHandler {
  return async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Referrer-Policy', 'no-referrer');
    const given = req.query.token;
    const keys =
      typeof given === 'string' && (await token.isRight(given))
        ? await token.keys()
        : undefined;
    if (keys === undefined) {
      res
        .status(403)
        .type('text/plain')
        .send(
          'This is not the launch token of this portal. Open the address that the terminal printed when the portal started.\n',
        );
      return;
    }
    res.cookie(LAUNCH_COOKIE, keys.cookie, {
      httpOnly: true,
      sameSite: 'strict',
      path: '/api/auth',
      maxAge: MONTH_S * 1000,
    });
    res.redirect(303, `/#launch=${keys.proof}`);
  };
}
