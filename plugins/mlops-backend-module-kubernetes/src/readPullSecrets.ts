import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { PullSecret } from './manifests/pullSecretObject';

const NAME = /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/;

/**
 * Pull secrets that the suite keeps in place: those of `mlops.pullSecrets` that say what they hold. One that is only a
 * name is made by somebody else.
 *
 * @throws InputError that names the entry and what is wrong with it
 */
export function readPullSecrets(root: Config): PullSecret[] {
  const entries = root.getOptional<unknown[]>('mlops.pullSecrets') ?? [];
  const secrets = entries.flatMap((entry, place) =>
    typeof entry === 'string' ? [] : [readEntry(root, place)],
  );
  const names = secrets.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) {
    throw new InputError(`mlops.pullSecrets has "${twice}" twice`);
  }
  return secrets;
}

function readEntry(root: Config, place: number): PullSecret {
  const config = root.getConfigArray('mlops.pullSecrets')[place];
  const secret = {
    name: config.getString('name'),
    registry: config.getString('registry'),
    username: config.getString('username'),
    password: config.getString('password'),
  };
  if (!NAME.test(secret.name) || secret.name.startsWith('mlops-')) {
    throw new InputError(
      `mlops.pullSecrets: "${secret.name}" is no name for a secret: use small letters, digits and dashes, and do not begin with mlops-`,
    );
  }
  if (!/^[\w.-]+(:\d+)?$/.test(secret.registry)) {
    throw new InputError(
      `mlops.pullSecrets: "${secret.registry}" is no registry: name host and port as images do, such as registry.example:5000`,
    );
  }
  return secret;
}
