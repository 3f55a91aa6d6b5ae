import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import type { AttemptRequest } from '../attempts/attemptSpec';
import { programEnvironment } from '../attempts/programEnvironment';
import type { ProgramFolder } from '../DataFolder';
import type { SocketFolder } from './SocketFolder';

/**
 * What decides how one start of a workload is executed.
 *
 * @param timeoutSeconds - what is left of its lifetime
 */
export function startRequest(
  plan: WorkloadPlan,
  folder: ProgramFolder,
  sockets: SocketFolder,
  python: string | null,
  timeoutSeconds: number | null,
): AttemptRequest {
  const { workloadId, ports } = plan;
  const own = sockets.own(workloadId);
  return {
    plan,
    folder,
    python,
    variables: {
      ...programEnvironment(folder, python),
      ...Object.fromEntries(
        ports.map(({ name, listen }) =>
          listen.kind === 'tcp'
            ? [`MLOPS_PORT_${inCapitals(name)}`, String(listen.number)]
            : [`MLOPS_SOCKET_${inCapitals(name)}`, `${own}/${name}`],
        ),
      ),
    },
    timeoutSeconds,
    writable: [],
    inputs: null,
    // What a workload reads is in its plan; nothing is upstream of it.
    readOutput: () => undefined,
    ports: ports.map(({ name, listen }) => ({
      path: sockets.port(workloadId, name),
      target:
        listen.kind === 'tcp' ? `tcp:${listen.number}` : `unix:${own}/${name}`,
    })),
    sockets: ports.some(({ listen }) => listen.kind === 'unix') ? own : null,
  };
}

function inCapitals(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
