import { Refusal } from '../Refusal.mjs';
import { pins } from './pins.mjs';

/** Those that npm has at our version; each brings `bin/node` and the headers for native builds. */
const PACKAGED = ['linux-x64', 'linux-arm64', 'darwin-x64'];

/**
 * Name of the npm package that brings our Node.
 *
 * @param machine - `{ platform, arch, musl }`, the first two as `process` names them
 */
export function nodePackage({ platform, arch, musl }) {
  if (platform === 'win32') {
    throw new Refusal(
      'Windows is not supported by itself: run this inside WSL (wsl --install).',
    );
  }
  if (musl || !PACKAGED.includes(`${platform}-${arch}`)) {
    const name = `${platform}-${arch}${musl ? ' with musl' : ''}`;
    throw new Refusal(
      `There is no packaged Node ${pins.node} for ${name}: put a Node 22 with its headers (include/node) first on PATH and run this again.`,
    );
  }
  return `node-${platform}-${arch}`;
}

/** What the running process is on. */
export function thisMachine() {
  const { platform, arch } = process;
  const report = platform === 'linux' ? process.report.getReport() : undefined;
  return {
    platform,
    arch,
    musl: report !== undefined && !report.header.glibcVersionRuntime,
  };
}
