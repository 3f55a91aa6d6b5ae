import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type { ComponentEntity } from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import { DEFINITIONS_CHANGED_TOPIC } from '@mlops/plugin-mlops-common';
import { allOf } from './allOf';
import { entityProblem } from './entityProblem';
import { jobTemplateEntity } from './jobTemplateEntity';
import { mlopsClient, type MlopsClientDeps } from './mlopsClient';
import { pipelineEntity } from './pipelineEntity';
import type { FolderOf } from './sourceAnnotations';
import { takeTurns } from './takeTurns';

/** A listing that takes longer than this has lost its backend. */
const TIMEOUT_MS = 60_000;

interface DefinitionsProviderDeps extends MlopsClientDeps {
  events: EventsService;
  runner: SchedulerServiceTaskRunner;
  logger: LoggerService;
  /** Address of the portal's pages. */
  appUrl: string;
  folderOf: FolderOf;
}

/**
 * Brings pipelines and job templates into the catalog, all of them in every turn: what is gone there goes
 * here too, and a missed event costs a delay and never an entity. An event begins a turn at once.
 */
export class DefinitionsProvider implements EntityProvider {
  readonly #deps: DefinitionsProviderDeps;

  constructor(deps: DefinitionsProviderDeps) {
    this.#deps = deps;
  }

  getProviderName(): string {
    return 'mlops-definitions';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await takeTurns({
      ...this.#deps,
      id: this.getProviderName(),
      topic: DEFINITIONS_CHANGED_TOPIC,
      bring: () => this.#bring(connection),
    });
  }

  async #bring(connection: EntityProviderConnection): Promise<void> {
    const sound: ComponentEntity[] = [];
    for (const entity of await this.#entities()) {
      if (await this.#isSound(entity)) sound.push(entity);
    }
    await connection.applyMutation({
      type: 'full',
      entities: sound.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
  }

  async #entities(): Promise<ComponentEntity[]> {
    const { appUrl, folderOf } = this.#deps;
    const client = await mlopsClient(this.#deps);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const projects = await allOf(client.listProjects, signal);
    const templates = await allOf(client.listJobTemplates, signal);
    const pipelines = await allOf(client.listPipelines, signal);
    const surroundings = {
      appUrl,
      owners: new Map(projects.map(({ name, entityRef }) => [name, entityRef])),
      templates: new Map(templates.map(template => [template.name, template])),
      folderOf,
    };
    return [
      ...templates.map(template => jobTemplateEntity(template, folderOf)),
      ...pipelines.map(pipeline => pipelineEntity(pipeline, surroundings)),
    ];
  }

  /** One that the catalog would refuse is told and left out; the others need not wait for it. */
  async #isSound(entity: ComponentEntity): Promise<boolean> {
    const problem = await entityProblem(entity);
    if (problem !== undefined) {
      this.#deps.logger.warn(
        `"${entity.metadata.title}" is not in the catalog: its component ${entity.metadata.name} is not valid: ${problem}`,
      );
    }
    return problem === undefined;
  }
}
