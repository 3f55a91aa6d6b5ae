import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { ADMIN_ROLE } from '@mlops/plugin-mlops-common';
import type { ProjectRow } from '../store/projects';
import { liveMembers } from '../store/projectMembers';

interface TellDeps {
  db: Knex;
  notifications: NotificationService;
  logger: LoggerService;
}

type About = Pick<ProjectRow, 'name' | 'title'>;

/** Tells the creators of a project group, or the administrators where it has none, who would like to join it. */
export async function tellCreators(
  deps: TellDeps,
  project: About,
  { member, message }: { member: string; message: string | null },
): Promise<void> {
  const creators = await liveMembers(deps.db)
    .where({ project: project.name, role: 'creator' })
    .distinct('member')
    .pluck('member');
  const asked =
    creators.length > 0
      ? creators
      : await deps
          .db('role_members')
          .where({ role: ADMIN_ROLE })
          .pluck('member');
  await tell(deps, asked, project, {
    title: `${member.replace(/^user:default\//, '')} asks to join ${
      project.title
    }`,
    description: message ?? undefined,
    tab: 'members',
  });
}

/** Tells somebody who had asked what became of it. */
export async function tellAsker(
  deps: TellDeps,
  project: About,
  { member, accepted }: { member: string; accepted: boolean },
): Promise<void> {
  await tell(deps, [member], project, {
    title: accepted
      ? `You are a member of ${project.title} now`
      : `Your request to join ${project.title} was refused`,
  });
}

/** A request stands in the portal, whether or not the notification arrives. */
async function tell(
  { notifications, logger }: TellDeps,
  refs: readonly string[],
  project: About,
  what: { title: string; description?: string; tab?: string },
): Promise<void> {
  const { title, description, tab } = what;
  const recipients = refs.filter(ref => /^(user|group):/.test(ref));
  if (recipients.length === 0) return;
  const query = tab ? `?tab=${tab}` : '';
  try {
    await notifications.send({
      recipients: { type: 'entity', entityRef: recipients },
      payload: {
        title,
        description,
        link: `/mlops/projects/${project.name}${query}`,
        topic: 'mlops-projects',
        // One a group, however often somebody asks and takes it back.
        scope: `mlops-project-${project.name}-${title}`,
      },
    });
  } catch (error) {
    logger.warn(
      `Nobody was notified that "${title}": ${stringifyError(error)}`,
    );
  }
}
