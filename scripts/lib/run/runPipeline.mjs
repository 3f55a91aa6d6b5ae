import { findPipeline } from './findPipeline.mjs';
import { followRun } from './followRun.mjs';
import { portalApi } from './portalApi.mjs';
import { runReport } from './runReport.mjs';

/**
 * Runs a pipeline on a portal and shows it to its end.
 *
 * @returns whether it succeeded
 */
export async function runPipeline({ url, launchUrl, name, show }) {
  const api = portalApi({ url, launchUrl });
  const pipeline = await findPipeline(api, name);
  const { id } = await api.send(`/pipelines/${pipeline.id}/runs`, {
    parameters: {},
  });
  const address = `${url}/mlops/runs/${id}`;
  show(`Running ${name}: ${address}\n`);
  const run = await followRun(api, id, show);
  show(runReport(run, address));
  return run.status === 'succeeded';
}
