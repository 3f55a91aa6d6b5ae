import { isNotFound } from '../cluster/ClusterClient';
import { inNamespace } from '../cluster/inNamespace';
import type { RunStates } from '../state/statesOf';
import type { ClusterRuns, OwnWorkflow } from './ClusterRuns';

const TASK_RESULTS = '/apis/argoproj.io/v1alpha1/workflowtaskresults';

/** That an executor has told all that it has to tell, as Argo 3.7 and 4.0 know it. */
const ALL_TOLD = { 'workflows.argoproj.io/report-outputs-completed': 'true' };

/**
 * Ends attempts whose machine was lost. Argo has seen that they failed, and waits for what their executor, which is
 * lost too, has to tell of their outputs. May be repeated.
 *
 * @param now - milliseconds since 1970
 */
export async function giveUp(
  runs: ClusterRuns,
  workflow: OwnWorkflow,
  { lost }: Pick<RunStates, 'lost'>,
  now: number,
): Promise<void> {
  if (lost.length === 0) return;
  const results = inNamespace(TASK_RESULTS, workflow.metadata.namespace);
  for (const node of lost) {
    await runs.client
      .request({
        method: 'PATCH',
        path: `${results}/${node}`,
        body: { metadata: { labels: ALL_TOLD } },
      })
      .catch(error => {
        // It was lost before it told anything.
        if (!isNotFound(error)) throw error;
      });
  }
  const finishedAt = new Date(now).toISOString();
  await runs.patch(workflow, {
    status: {
      nodes: Object.fromEntries(lost.map(node => [node, { finishedAt }])),
    },
  });
}
