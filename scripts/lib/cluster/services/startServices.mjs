import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf } from '../../process/outputOf.mjs';
import { pushImages } from '../images/pushImages.mjs';
import { startMachine } from '../machine/startMachine.mjs';
import { startProgram } from '../machine/startProgram.mjs';
import { linkToSwitch, theSwitch } from '../network/links.mjs';
import { runIp } from '../network/runIp.mjs';
import { SERVICES } from '../topology.mjs';
import { answers } from './answers.mjs';
import { basic, credentials } from './credentials.mjs';
import { createBucket } from './createBucket.mjs';
import { registryConfig } from './registryConfig.mjs';

const READY_MS = 30_000;
const UNIT = SERVICES.machine;

/**
 * What clusters share: the switch, an open registry, one with a password, object storage. Filled
 * with the images of the testbed.
 *
 * @param layers - as `buildLayers` gives them
 */
export async function startServices({ paths, layers }) {
  const folder = paths.unit(UNIT);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { registry, storage } = credentials(folder);
  const machine = await startMachine(paths, { unit: UNIT, name: UNIT });
  await runIp(linkToSwitch(machine.pid));
  await runIp(theSwitch(), machine.run);

  const passwords = join(folder, 'passwords');
  const entry = await outputOf(['htpasswd', '-niB', registry.username], {
    input: registry.password,
  });
  writeFileSync(passwords, entry, { mode: 0o600 });
  const start = ({ name, command, env, url }) =>
    startProgram(paths, {
      unit: UNIT,
      name,
      command: machine.run(command),
      env,
    }).then(({ until }) => until(() => answers(url), READY_MS));
  const registryProgram = (name, address, options) => {
    const settings = join(folder, `${name}.json`);
    const root = join(folder, name);
    writeFileSync(settings, registryConfig({ address, root, ...options }));
    const command = ['docker-registry', 'serve', settings];
    return start({ name, command, url: `http://${address}/v2/` });
  };
  await Promise.all([
    registryProgram('open-registry', SERVICES.openRegistry),
    registryProgram('private-registry', SERVICES.privateRegistry, {
      passwords,
    }),
    start(objectStorage(paths, folder, storage)),
  ]);
  await Promise.all([
    createBucket({ host: SERVICES.storage, ...storage }),
    pushImages(layers, {
      open: { host: SERVICES.openRegistry },
      locked: {
        host: SERVICES.privateRegistry,
        authorization: basic(registry),
      },
    }),
  ]);
}

function objectStorage(paths, folder, { accessKey, secretKey }) {
  const root = join(folder, 'storage');
  if (!existsSync(root)) mkdirSync(root);
  return {
    name: 'storage',
    command: [
      paths.program('versitygw'),
      ...['--port', SERVICES.storage, 'posix', root],
    ],
    // Not in the command, which everybody on this machine can read.
    env: { ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: secretKey },
    url: `http://${SERVICES.storage}/`,
  };
}
