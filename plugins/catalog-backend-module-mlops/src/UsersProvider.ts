import type { SchedulerServiceTaskRunner } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import { PROJECTS_CHANGED_TOPIC } from '@mlops/plugin-mlops-common';
import { allOf } from './allOf';
import { mlopsClient, type MlopsClientDeps } from './mlopsClient';
import { userEntity } from './userEntity';
import { takeTurns } from './takeTurns';

/** A listing that takes longer than this has lost its backend. */
const TIMEOUT_MS = 60_000;
/** Entities asked for at once. */
const BATCH = 200;

interface UsersProviderDeps extends MlopsClientDeps {
  catalog: CatalogService;
  events: EventsService;
  runner: SchedulerServiceTaskRunner;
}

/**
 * Brings people who have signed in into the catalog, unless somebody else does: an entity of another provider or
 * location always comes first, also one that appears later.
 */
export class UsersProvider implements EntityProvider {
  readonly #deps: UsersProviderDeps;

  constructor(deps: UsersProviderDeps) {
    this.#deps = deps;
  }

  getProviderName(): string {
    return 'mlops-users';
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
    const users = await allOf(client.listUsers, signal);
    const refs = users
      .map(({ entityRef }) => entityRef)
      .filter(ref => ref.startsWith('user:'));
    const elsewhere = await this.#ownedElsewhere(refs);
    await connection.applyMutation({
      type: 'full',
      entities: refs
        .filter(ref => !elsewhere.has(ref))
        // Without a key of ours, any other source may take the entity over when it comes later.
        .map(ref => ({ entity: userEntity(ref) })),
    });
  }

  async #ownedElsewhere(refs: readonly string[]): Promise<Set<string>> {
    const { auth, catalog } = this.#deps;
    const credentials = await auth.getOwnServiceCredentials();
    const owned = new Set<string>();
    for (let from = 0; from < refs.length; from += BATCH) {
      const batch = refs.slice(from, from + BATCH);
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: batch },
        { credentials },
      );
      items.forEach((entity, index) => {
        if (entity && !isOurs(entity)) owned.add(batch[index]);
      });
    }
    return owned;
  }
}

function isOurs({ metadata }: Entity): boolean {
  return metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] === 'mlops:users';
}
