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
} from '@mlops/plugin-mlops-common';
import { allOf } from './allOf';
import { mlopsClient, type MlopsClientDeps } from './mlopsClient';
import { projectGroupEntity } from './projectGroupEntity';
import { takeTurns } from './takeTurns';

/** A listing that takes longer than this has lost its backend. */
const TIMEOUT_MS = 60_000;

interface ProjectGroupProviderDeps extends MlopsClientDeps {
  events: EventsService;
  runner: SchedulerServiceTaskRunner;
}

/**
 * Brings the project groups that were made in the portal into the catalog, with their members. An event begins a
 * turn at once; what it misses, the next turn brings.
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
    for (const project of projects) {
      if (project.source !== 'portal') continue;
      const members = await membersOf(client, project, signal);
      entities.push(projectGroupEntity(project, members));
    }
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
  }
}

async function membersOf(
  client: MlopsClient,
  { name }: Project,
  signal: AbortSignal,
): Promise<string[]> {
  // Everybody is a member of this one: to say so of each would tell nothing and cost a relation a person.
  if (name === 'public') return [];
  const members = await allOf(
    request =>
      client.listProjectMembers({ ...request, params: { project: name } }),
    signal,
  );
  return members.map(({ member }) => member);
}
