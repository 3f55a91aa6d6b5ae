import { pins } from './pins.mjs';

const KUBERNETES = 'k8s.io/component-base/version';

/**
 * Versions that the programs answer with. Built from modules they know none, and a kubelet without
 * a version is refused by its API server. Nothing of time or place goes in, so that the same
 * sources give the same binary.
 */
export function linkerFlags() {
  const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(pins.kubernetes);
  const variables = {
    [`${KUBERNETES}.gitVersion`]: pins.kubernetes,
    [`${KUBERNETES}.gitMajor`]: major,
    [`${KUBERNETES}.gitMinor`]: minor,
    [`${KUBERNETES}.gitTreeState`]: 'clean',
    [`${KUBERNETES}.gitCommit`]: 'module',
    [`${KUBERNETES}.buildDate`]: '2026-01-01T00:00:00Z',
  };
  for (const { module, version } of Object.values(pins.argo)) {
    variables[`${module}.version`] = version;
    variables[`${module}.gitTag`] = version;
    variables[`${module}.gitCommit`] = 'module';
    variables[`${module}.gitTreeState`] = 'clean';
  }
  const settings = Object.entries(variables).map(
    ([name, value]) => `-X ${name}=${value}`,
  );
  return ['-s', '-w', ...settings].join(' ');
}
