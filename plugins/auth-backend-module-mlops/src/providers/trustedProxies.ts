import { BlockList, isIP } from 'node:net';
import { InputError } from '@backstage/errors';

/** Whether an address is of a proxy whose headers count. */
export type IsTrusted = (address: string | undefined) => boolean;

/**
 * @param networks - addresses, or networks such as `10.0.0.0/8`
 * @throws InputError that names an entry which is neither
 */
export function trustedProxies(networks: readonly string[]): IsTrusted {
  const trusted = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/');
    const version = isIP(address);
    const most = version === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    const isRight =
      version !== 0 &&
      Number.isInteger(prefix) &&
      prefix >= 0 &&
      prefix <= most;
    if (!isRight) {
      throw new InputError(
        `mlops.signIn.trustedProxies must be addresses or networks such as 10.0.0.0/8, not "${network}"`,
      );
    }
    trusted.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6');
  }
  return address => {
    const plain = address?.replace(/^::ffff:/, '') ?? '';
    const version = isIP(plain);
    return (
      version !== 0 && trusted.check(plain, version === 4 ? 'ipv4' : 'ipv6')
    );
  };
}
