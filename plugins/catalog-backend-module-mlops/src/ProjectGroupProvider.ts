import type { SchedulerServiceTaskRunner } from '@backstage/backend-plugin-api';
import type { GroupEntity } from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  PROJECTS_CHANGED_TOPIC,
  type MlopsClient,
  type Project,
  type ProjectMember,
} from '@mlops/plugin-mlops-common';
import { allOf } from './allOf';
import { mlopsClient, type MlopsClientDeps } from './mlopsClient';
import { refreshKeyOf, type PortalMembers } from './PortalMembers';
import { projectGroupEntity } from './projectGroupEntity';
import { takeTurns } from './takeTurns';

/** A listing that takes longer than this has lost its backend. */
const TIMEOUT_MS = 60_000;

interface ProjectGroupProviderDeps extends MlopsClientDeps {
  events: EventsService;
  runner: SchedulerServiceTaskRunner;
  /** Learns whom the portal added to groups that it did not make. */
  members: PortalMembers;
}

/**
 * Brings the project groups that were made in the portal into the catalog, with their members, and has those from Git
 * processed again when the portal changed theirs. An event begins a turn at once; what it misses, the next turn brings.
 */
export class ProjectGroupProvider implements EntityProvider {
  readonly #deps: ProjectGroupProviderDeps;

  constructor(deps: ProjectGroupProviderDeps) {
    this.#deps = deps;
  }

  getProviderName(): string {
    return 'mlops-projects';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await takeTurns({
      ...this.#deps,
      id: this.getProviderName(),
      topic: PROJECTS_CHANGED_TOPIC,
      bring: () => this.#bring(connection),
    });
  }

  async #bring(connection: EntityProviderConnection): Promise<void> {
    const client = await mlopsClient(this.#deps);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const projects = await allOf(client.listProjects, signal);
    const entities: GroupEntity[] = [];
    const added = new Map<string, string[]>();
    for (const project of projects) {
      const members = await membersOf(client, project, signal);
      if (project.source === 'portal') {
        entities.push(projectGroupEntity(project, members.map(refOf)));
      } else {
        added.set(project.name, members.filter(isAdded).map(refOf));
      }
    }
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    const changed = this.#deps.members.set(added);
    if (changed.length > 0) {
      await connection.refresh({ keys: changed.map(refreshKeyOf) });
    }
  }
}

async function membersOf(
  client: MlopsClient,
  { name }: Project,
  signal: AbortSignal,
): Promise<ProjectMember[]> {
  // Everybody is a member of this one: to say so of each would tell nothing and cost a relation a person.
  if (name === 'public') return [];
  const members = await allOf(
    request =>
      client.listProjectMembers({ ...request, params: { project: name } }),
    signal,
  );
  // What is no user has no place among members in the catalog.
  return members.filter(({ member }) => member.startsWith('user:'));
}

function isAdded({ source }: ProjectMember): boolean {
  return source === 'portal';
}

function refOf({ member }: ProjectMember): string {
  return member;
}
