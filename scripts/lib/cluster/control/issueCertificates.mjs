import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputOf } from '../../process/outputOf.mjs';
import { AUTHORITIES, certificatesOf } from './certificates.mjs';

/** A testbed that runs longer is taken down and up again. */
const DAYS = '90';

/** What a system's own settings would add to a certificate is left out. */
const SETTINGS = '[req]\ndistinguished_name = nothing\n[nothing]\n';

/**
 * Issues what the parts of a cluster prove themselves with.
 *
 * @param folder - where `<name>.crt` and `<name>.key` are written; only the owner can read keys
 */
export async function issueCertificates(cluster, folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const settings = join(folder, 'openssl.cnf');
  writeFileSync(settings, SETTINGS);
  const issue = (name, words) =>
    outputOf([
      ...['openssl', 'req', '-x509', '-config', settings, '-days', DAYS],
      ...[
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
      ],
      ...['-keyout', join(folder, `${name}.key`)],
      ...['-out', join(folder, `${name}.crt`)],
      ...words,
    ]);
  const extensions = lines => lines.flatMap(line => ['-addext', line]);
  await Promise.all(
    AUTHORITIES.map(name =>
      issue(name, [
        ...['-subj', `/CN=${name}`],
        ...extensions([
          'basicConstraints=critical,CA:TRUE',
          'keyUsage=critical,keyCertSign,digitalSignature',
          'subjectKeyIdentifier=hash',
        ]),
      ]),
    ),
  );
  for (const { name, authority, subject, names } of certificatesOf(cluster)) {
    await issue(name, [
      ...['-subj', subject],
      ...['-CA', join(folder, `${authority}.crt`)],
      ...['-CAkey', join(folder, `${authority}.key`)],
      ...extensions([
        'basicConstraints=critical,CA:FALSE',
        'keyUsage=critical,digitalSignature',
        'extendedKeyUsage=clientAuth,serverAuth',
        ...(names.length > 0 ? [`subjectAltName=${names.join(',')}`] : []),
      ]),
    ]);
  }
  await issueServiceAccountKey(folder);
}

/** Signs the tokens of service accounts; not a certificate, only a pair of keys. */
async function issueServiceAccountKey(folder) {
  const key = join(folder, 'service-account.key');
  await outputOf(['openssl', 'genrsa', '-out', key, '2048']);
  await outputOf([
    ...['openssl', 'rsa', '-in', key, '-pubout'],
    ...['-out', join(folder, 'service-account.pub')],
  ]);
}
