import type { Problem, ProgramPlan } from '@mlops/plugin-mlops-common';
import type { Container } from './core';
import type { ManifestOptions } from './ManifestOptions';

/** Resources of a program as a container has them; of GPUs, request and limit are one. */
export function resourcesOf(
  { resources: { cpu, memory, gpu } }: Pick<ProgramPlan, 'resources'>,
  { gpuResource }: Pick<ManifestOptions, 'gpuResource'>,
): Container['resources'] {
  const gpus: Record<string, string> =
    gpu.count > 0 ? { [gpuResource]: String(gpu.count) } : {};
  return {
    requests: {
      cpu: `${cpu.requestMillicores}m`,
      memory: String(memory.requestBytes),
      ...gpus,
    },
    limits: {
      cpu: `${cpu.limitMillicores}m`,
      memory: String(memory.limitBytes),
      ...gpus,
    },
  };
}

/** Kubernetes counts whole devices. @param what - asks, for people */
export function refuseGpuShares(
  what: string,
  { resources }: Pick<ProgramPlan, 'resources'>,
): Problem[] {
  const { count } = resources.gpu;
  return Number.isInteger(count)
    ? []
    : [
        {
          path: [],
          message: `${what} asks for ${count} of a GPU, and this cluster knows whole ones only: ask for 1`,
        },
      ];
}
