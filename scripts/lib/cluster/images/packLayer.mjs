import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { createWriteStream, renameSync, writeFileSync } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Refusal } from '../../Refusal.mjs';

/**
 * Makes a layer of the tar that a command prints.
 *
 * @param command - prints a tar
 * @param file - `<file>.tar.gz` and `<file>.json` are written, the second last
 * @returns `{ diffId, digest, size }`, as `imageDocuments` takes them
 */
export async function packLayer(command, file, options = {}) {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const plain = digesting();
  const packed = digesting();
  const archive = `${file}.tar.gz`;
  await pipeline(
    child.stdout,
    plain.stream,
    // Images stay on this machine: time matters more than size.
    createGzip({ level: 1 }),
    packed.stream,
    createWriteStream(`${archive}.new`),
  );
  const code = await ended;
  if (code !== 0) throw new Refusal(`${program} failed (exit code ${code})`);
  renameSync(`${archive}.new`, archive);
  const layer = {
    diffId: plain.digest(),
    digest: packed.digest(),
    size: packed.size(),
  };
  writeFileSync(`${file}.json`, JSON.stringify(layer));
  return layer;
}

/** The words for `tar` to print a folder as root's, the same each time. */
export function tarOf(folder) {
  return [
    ...['tar', '--create', '--directory', folder],
    ...['--sort=name', '--mtime=@0', '--owner=0', '--group=0'],
    ...['--numeric-owner', '.'],
  ];
}

function digesting() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(undefined, chunk);
    },
  });
  return {
    stream,
    digest: () => `sha256:${hash.digest('hex')}`,
    size: () => bytes,
  };
}
