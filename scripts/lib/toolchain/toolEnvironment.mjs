import { delimiter } from 'node:path';

/** Set by the npm that started us for its own purposes; they would reach every tool below. */
const OF_NPM = /^npm_(config|package|lifecycle|command|execpath|node_execpath)/;
/** People configure their registry by environment too; that must go on working. */
const KEPT =
  /^npm_config_(registry|.*:?_authToken|cafile|ca|proxy|https?_proxy|noproxy|strict_ssl)$/i;

/**
 * The environment for everything that is started from here.
 *
 * @param inherited - usually `process.env`
 * @param tools - `path`: folders that go first; `uv`: handed to the portal, which makes the
 * environments of tasks with it
 */
export function toolEnvironment(inherited, { path, uv }) {
  const env = Object.fromEntries(
    Object.entries(inherited).filter(
      ([name]) => !OF_NPM.test(name) || KEPT.test(name),
    ),
  );
  return {
    ...env,
    PATH: [...path, inherited.PATH ?? ''].join(delimiter),
    MLOPS_UV: uv,
  };
}
