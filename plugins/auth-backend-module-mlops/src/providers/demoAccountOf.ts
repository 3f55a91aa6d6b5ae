import { AuthenticationError } from '@backstage/errors';
import type { Request } from 'express';

/** Header that names the account one wants to be. */
const ACCOUNT_HEADER = 'x-demo-account';

/** The account that a request asks for, out of those that there are. */
export function demoAccountOf(
  req: Pick<Request, 'header'>,
  accounts: readonly string[],
): string {
  const wanted = req.header(ACCOUNT_HEADER);
  const account = accounts.find(one => one === wanted);
  if (account === undefined) {
    throw new AuthenticationError(
      `There is no demo account "${
        wanted ?? ''
      }"; those of mlops.signIn.demoAccounts are ${
        accounts.join(', ') || 'none'
      }`,
    );
  }
  return account;
}
