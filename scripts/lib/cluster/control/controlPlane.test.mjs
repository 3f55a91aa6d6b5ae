import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { whichOnPath } from '../../process/whichOnPath.mjs';
import { scratch } from '../../testing/scratch.mjs';
import { clusterTopology } from '../topology.mjs';
import { controlPrograms } from './controlPrograms.mjs';
import { issueCertificates } from './issueCertificates.mjs';
import { writeKubeconfigs } from './writeKubeconfigs.mjs';

const places = { bin: '/bin', folder: '/alpha', pki: '/alpha/pki' };
const programs = name => controlPrograms(clusterTopology(name), places);

describe('controlPrograms', () => {
  it('lets only the API server be reached from outside of its machine', () => {
    const open = programs('alpha').filter(({ command }) =>
      command.some(word => word.includes('0.0.0.0')),
    );
    assert.deepEqual(
      open.map(({ name }) => name),
      ['kube-apiserver'],
    );
  });

  it('simulates nodes only where there are some', () => {
    const names = name => programs(name).map(one => one.name);
    assert.ok(names('alpha').includes('kwok'));
    assert.ok(!names('beta').includes('kwok'));
  });
});

describe(
  'issueCertificates',
  { skip: whichOnPath('openssl').length === 0 && 'openssl is not installed' },
  () => {
    it('proves who is who, keeps keys to the owner, and puts both in kubeconfigs', async test => {
      const { home } = scratch(test);
      const pki = join(home, 'pki');
      const beta = clusterTopology('beta');
      await issueCertificates(beta, pki);
      const read = name =>
        new X509Certificate(readFileSync(join(pki, `${name}.crt`)));
      const authority = read('ca');
      assert.ok(authority.ca);
      assert.ok(read('apiserver').checkIssued(authority));
      assert.ok(read('apiserver').checkIP(beta.control.address));
      assert.ok(!read('apiserver').ca);
      assert.ok(read('front-proxy').checkIssued(read('front-proxy-ca')));
      assert.equal(
        read('beta-node-1').subject,
        'O=system:nodes\nCN=system:node:beta-node-1',
      );
      assert.equal(statSync(join(pki, 'ca.key')).mode % 0o100, 0);

      writeKubeconfigs(beta, { pki, folder: home });
      const file = join(home, 'admin.kubeconfig');
      assert.equal(statSync(file).mode % 0o1000, 0o600);
      const { clusters, users } = JSON.parse(readFileSync(file, 'utf8'));
      assert.equal(clusters[0].cluster.server, beta.url);
      const pem = users[0].user['client-certificate-data'];
      assert.ok(
        new X509Certificate(Buffer.from(pem, 'base64')).checkIssued(authority),
      );
    });
  },
);
