/**
 * What `status` says.
 *
 * @param state - `owner`: the checkout that has the testbed, or `undefined`; `ownerIsGone`: whether
 * it was removed meanwhile; `checkout`: this one;
 * `versions`: pairs of name and version; `units`: `[{ name, isUp, programs: [{ name, pid, alive }] }]`;
 * `clusters`: of the topology; `services`; `files`: how to reach it
 */
export function statusText(state) {
  const { owner, checkout, units, versions, clusters, services, files } = state;
  if (owner === undefined) {
    return 'No testbed runs on this machine. Start it with: npm run cluster -- up\n';
  }
  if (state.ownerIsGone) {
    return `The testbed of ${owner} is up, and that checkout is gone. Take it down with: npm run cluster -- down\n`;
  }
  if (owner !== checkout) {
    return `The testbed of ${owner} is up. Ask there: cd ${owner} && npm run cluster -- status\n`;
  }
  const started = units.filter(({ programs }) => programs.length > 0);
  const running = clusters.filter(({ name }) =>
    units.some(unit => unit.name === name && unit.isUp),
  );
  const lines = [
    ...started.flatMap(unitLines),
    '',
    `versions: ${versions.map(pair => pair.join(' ')).join(', ')}`,
    `images:   ${services.openRegistry} (open), ${services.privateRegistry} (with a password)`,
    `storage:  http://${services.storage} (S3)`,
    ...running.flatMap(cluster => clusterLines(cluster, files)),
    '',
    `portal:   ${files.portalConfig} (its content belongs in app-config.local.yaml)`,
    `tests:    ${files.description}`,
    `logs:     ${files.logs}`,
  ];
  return `${lines.join('\n')}\n`;
}

function unitLines({ name, isUp, programs }) {
  const ended = programs.filter(({ alive }) => !alive);
  const state = isUp ? 'up' : 'not up';
  return [
    `${name}: ${state}, ${programs.length - ended.length} of ${
      programs.length
    } programs run`,
    ...ended.map(program => `  ended: ${program.name}`),
  ];
}

function clusterLines({ name, url, nodes, simulated }, files) {
  const real = nodes.map(({ machine, address }) => `${machine} ${address}`);
  return [
    '',
    `${name}: ${url}`,
    `  nodes:   ${[...real, ...simulated.map(node => node.name)].join(', ')}`,
    `  kubectl: ${files.kubectl} --kubeconfig ${files.kubeconfig(
      name,
    )} get pods -A`,
  ];
}
