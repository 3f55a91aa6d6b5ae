import type {
  AuthService,
  DiscoveryService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { createMlopsClient, type Project } from '@mlops/plugin-mlops-common';
import { projectGroupEntity } from './projectGroupEntity';

const PAGE_SIZE = 200;

interface ProjectGroupProviderDeps {
  auth: AuthService;
  discovery: DiscoveryService;
  runner: SchedulerServiceTaskRunner;
  fetch: typeof fetch;
}

/**
 * Brings the project groups that were made in the portal into the catalog. It asks the API of the suite
 * rather than its database, so both may run in different processes; what it misses, the next turn brings.
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

  async #portalProjects(signal?: AbortSignal): Promise<Project[]> {
    const { auth, discovery } = this.#deps;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'mlops',
    });
    const client = createMlopsClient({
      baseUrl: await discovery.getBaseUrl('mlops'),
      fetch: (url, init) => {
        const headers = new Headers(init?.headers);
        headers.set('Authorization', `Bearer ${token}`);
        return this.#deps.fetch(url, { ...init, headers });
      },
    });
    const projects: Project[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listProjects({
        query: { limit: PAGE_SIZE, cursor },
        signal,
      });
      projects.push(...page.items.filter(item => item.source === 'portal'));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return projects;
  }
}
