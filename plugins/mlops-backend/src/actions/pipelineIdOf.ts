import { NotFoundError } from '@backstage/errors';
import { ID_PATTERN } from '@mlops/plugin-mlops-common';
import type { CallApi } from './callAs';

/** Names hold a search, so a pipeline is on the first page unless very many names contain its own. */
const PAGE_SIZE = 200;

/** The id of a pipeline that is named by its id or its name. */
export async function pipelineIdOf(
  call: CallApi,
  pipeline: string,
): Promise<string> {
  if (ID_PATTERN.test(pipeline)) return pipeline;
  let cursor: string | undefined;
  do {
    const page = await call('listPipelines', {
      query: { search: pipeline, sort: 'name', limit: PAGE_SIZE, cursor },
    });
    const found = page.items.find(({ name }) => name === pipeline);
    if (found) return found.id;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  throw new NotFoundError(
    `There is no pipeline "${pipeline}"; the action list-pipelines names those that there are`,
  );
}
