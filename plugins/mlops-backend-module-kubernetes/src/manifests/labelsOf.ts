import type { RunPlan } from '@mlops/plugin-mlops-common';
import type { ManifestOptions } from './ManifestOptions';

/** What everything of a run carries, anywhere: by these it is found again, and proven to be ours. */
export function labelsOf(
  { labels, runId }: Pick<RunPlan, 'labels' | 'runId'>,
  { proof }: Pick<ManifestOptions, 'proof'>,
): Record<string, string> {
  return { ...labels, 'mlops/run-id': runId, 'mlops/run-proof': proof };
}
