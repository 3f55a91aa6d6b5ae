import { AuthenticationError } from '@backstage/errors';
// The framework takes options in the words of zod 3.
import { z } from 'zod/v3';

/** How names of a provider become users of the portal. */
export const naming = z
  .object({
    /**
     * The provider does not tell capitals apart, so neither do we. Where it does, `Alice` is another person than
     * `alice` and is refused.
     */
    ignoreCase: z.boolean().default(false),
    /** For names that are e-mail addresses: only these domains; the part before the `@` is the name. */
    domains: z.array(z.string()).default([]),
  })
  .strict();

export type Naming = z.output<typeof naming>;

/** Names of entities, without anything that another spelling of the same name could use. */
const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/;

/**
 * The user that a provider's name means. Nothing is repaired: what is not a name as it stands might be somebody
 * else's after repairing.
 *
 * @throws AuthenticationError that names the name
 */
export function userRefOf(
  given: unknown,
  { ignoreCase, domains }: Naming,
): string {
  if (typeof given !== 'string' || given === '') {
    throw new AuthenticationError(
      'The sign-in provider does not say who you are; an operator has to name the right claim or header',
    );
  }
  const name = ignoreCase ? given.toLowerCase() : given;
  const local = name.includes('@') ? localPart(name, domains) : name;
  if (!NAME.test(local)) {
    throw new AuthenticationError(
      `"${given}" cannot be a user here: names are lower-case letters, digits, dots, dashes and underscores`,
    );
  }
  return `user:default/${local}`;
}

function localPart(address: string, domains: readonly string[]): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (!domains.includes(domain)) {
    throw new AuthenticationError(
      `Addresses of "${domain}" may not sign in here; an operator can allow them in "domains" of the sign-in resolver`,
    );
  }
  return address.slice(0, at);
}
