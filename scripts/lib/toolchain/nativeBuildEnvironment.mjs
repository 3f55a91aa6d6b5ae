/**
 * What builds of native modules need on top of the environment.
 *
 * @param tools - `headers`: folder of Node, `python`
 */
export function nativeBuildEnvironment({ headers, python }) {
  return {
    npm_config_nodedir: headers,
    NODE_GYP_FORCE_PYTHON: python,
    // A prebuilt binary lies outside of the registry, and one that is built here fits this Node.
    npm_config_build_from_source: 'true',
    JOBS: 'max',
  };
}
