import { NotAllowedError } from '@backstage/errors';
import type { ProjectRow } from '../store/projects';

/** @throws NotAllowedError for a project group that comes from Git, with where it is defined */
export function requireOwn({
  source,
  title,
  source_url: url,
}: ProjectRow): void {
  if (source === 'portal') return;
  throw new NotAllowedError(
    `The project group "${title}" comes from Git and is read-only here; change it where it is defined${
      url ? `: ${url}` : ''
    }`,
  );
}
