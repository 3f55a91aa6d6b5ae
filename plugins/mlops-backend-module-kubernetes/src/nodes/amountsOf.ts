import type { NodeAmounts } from '@mlops/plugin-mlops-common';
import { parseQuantity } from './parseQuantity';

/**
 * A list of resources as Kubernetes writes it; what is not in it is 0.
 *
 * @param gpuResource - for example `nvidia.com/gpu`
 */
export function amountsOf(
  resources: Readonly<Record<string, string>> = {},
  gpuResource: string,
): NodeAmounts {
  return {
    cpuMillicores: parseQuantity(resources.cpu, 1000) ?? 0,
    memoryBytes: parseQuantity(resources.memory) ?? 0,
    gpus: parseQuantity(resources[gpuResource]) ?? 0,
    pods: parseQuantity(resources.pods) ?? 0,
  };
}
