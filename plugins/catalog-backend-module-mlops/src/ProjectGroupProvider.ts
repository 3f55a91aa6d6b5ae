import type { SchedulerServiceTaskRunner } from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { Project } from '@mlops/plugin-mlops-common';
import { allOf } from './allOf';
import { mlopsClient, type MlopsClientDeps } from './mlopsClient';
import { projectGroupEntity } from './projectGroupEntity';

interface ProjectGroupProviderDeps extends MlopsClientDeps {
  runner: SchedulerServiceTaskRunner;
}

/**
 * Brings the project groups that were made in the portal into the catalog. What it misses, the next turn
 * brings.
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
    await this.#deps.runner.run({
      id: 'mlops-projects',
      fn: async signal => {
        const projects = await this.#portalProjects(signal);
        await connection.applyMutation({
          type: 'full',
          entities: projects.map(project => ({
            entity: projectGroupEntity(project),
            locationKey: this.getProviderName(),
          })),
        });
      },
    });
  }

  async #portalProjects(signal: AbortSignal): Promise<Project[]> {
    const client = await mlopsClient(this.#deps);
    const projects = await allOf(client.listProjects, signal);
    return projects.filter(({ source }) => source === 'portal');
  }
}
