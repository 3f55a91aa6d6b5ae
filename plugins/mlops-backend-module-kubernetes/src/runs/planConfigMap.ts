import { gunzipSync, gzipSync } from 'node:zlib';
import type { RunId, RunPlan } from '@mlops/plugin-mlops-common';
import type { ConfigMap } from '../manifests/core';
import { labelsOf } from '../manifests/labelsOf';
import type { ManifestOptions } from '../manifests/ManifestOptions';
import { workflowName } from '../manifests/names';

/** The config map of the plan of a run. */
export function planName(runId: RunId): string {
  return `${workflowName(runId)}-plan.json`;
}

/**
 * The plan beside its workflow, so that whoever watches the cluster next knows what the workflow was made of. Packed,
 * since a plan of a thousand tasks would be more than a config map holds.
 */
export function planConfigMap(
  plan: RunPlan,
  options: Pick<ManifestOptions, 'namespace' | 'proof'>,
): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: planName(plan.runId),
      namespace: options.namespace,
      labels: labelsOf(plan, options),
    },
    immutable: true,
    data: { plan: gzipSync(JSON.stringify(plan)).toString('base64') },
  };
}

/** @returns `undefined` where it is none that this suite has written */
export function readPlan(configMap: {
  data?: Record<string, string>;
}): RunPlan | undefined {
  try {
    const packed = Buffer.from(configMap.data?.plan ?? '', 'base64');
    return JSON.parse(gunzipSync(packed).toString());
  } catch {
    return undefined;
  }
}
