import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubeconfig } from './kubeconfig.mjs';

/** Writes a kubeconfig for each who talks to the API server, for the owner's eyes only. */
export function writeKubeconfigs({ name, url, nodes }, { pki, folder }) {
  const users = [
    'admin',
    'controller-manager',
    'scheduler',
    'proxy',
    'kwok',
    'workflow-controller',
    ...nodes.map(({ machine }) => machine),
  ];
  const read = file => readFileSync(join(pki, file), 'utf8');
  for (const user of users) {
    const text = kubeconfig({
      cluster: name,
      url,
      user,
      authority: read('ca.crt'),
      certificate: read(`${user}.crt`),
      key: read(`${user}.key`),
    });
    writeFileSync(join(folder, `${user}.kubeconfig`), text, { mode: 0o600 });
  }
}
