/** Variables of the backend that decide how packages are fetched; nothing else reaches the installer. */
const PASSED_ON =
  /^(HOME|PATH|https?_proxy|no_proxy|all_proxy|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|UV_.*)$/i;

/** Names under which pip knows what uv knows under another. */
const FROM_PIP: Readonly<Record<string, string>> = {
  PIP_INDEX_URL: 'UV_INDEX_URL',
  PIP_EXTRA_INDEX_URL: 'UV_EXTRA_INDEX_URL',
  PIP_CERT: 'SSL_CERT_FILE',
};

/** The environment in which uv runs. */
export function uvEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  cache: string,
): Record<string, string> {
  const passed: Record<string, string> = { UV_CACHE_DIR: cache };
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue;
    const uvName = FROM_PIP[name];
    if (uvName && env[uvName] === undefined) passed[uvName] = value;
    if (PASSED_ON.test(name)) passed[name] = value;
  }
  // Also where cache and environments are on different file systems.
  return { UV_LINK_MODE: 'copy', ...passed, UV_NO_PROGRESS: '1' };
}
