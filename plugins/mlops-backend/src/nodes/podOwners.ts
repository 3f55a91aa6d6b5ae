import type { Knex } from 'knex';
import type { NodePod } from '@mlops/plugin-mlops-common';
import type { NodePodState } from '@mlops/plugin-mlops-node';
import type { RunRow } from '../store/runs';

type OwnerRow = Pick<
  RunRow,
  'id' | 'number' | 'pipeline_title' | 'project' | 'created_by'
>;

/** Whose a pod is. */
export type PodOwner = Pick<NodePod, 'project' | 'person' | 'run'>;

/** Tells of pods whose they are: what is stored of their run counts, and what they say themselves where there is none. */
export async function podOwners(
  db: Knex,
  pods: ReadonlyArray<Pick<NodePodState, 'runId'>>,
): Promise<(pod: NodePodState) => PodOwner> {
  const ids = new Set(pods.flatMap(({ runId }) => runId ?? []));
  const rows = await db<RunRow>('runs')
    .whereIn('id', [...ids])
    .select('id', 'number', 'pipeline_title', 'project', 'created_by');
  const runs = new Map<string, OwnerRow>(rows.map(row => [row.id, row]));
  return ({ runId, project, person }) => {
    const run = runs.get(runId ?? '');
    if (!run) return { project, person, run: null };
    const { id, number, pipeline_title: pipeline } = run;
    return {
      project: run.project,
      person: run.created_by,
      run: { id, number, pipeline },
    };
  };
}
