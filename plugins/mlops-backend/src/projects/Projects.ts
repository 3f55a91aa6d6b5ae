import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  findProject,
  listProjects,
  mirrorCatalogProjects,
  type StoredProject,
} from '../store/projects';

/** How long an answer of the catalog is good for. */
const FRESH_MS = 30_000;

interface ProjectsDeps {
  db: Knex;
  catalog: CatalogService;
  auth: AuthService;
  trustedLocations: readonly string[];
  /** Milliseconds since 1970. */
  now: () => number;
}

/**
 * Project groups. The catalog owns those that come from Git; they are mirrored, so that work of a known
 * group goes on while the catalog is slow or away.
 */
export class Projects {
  readonly #deps: ProjectsDeps;
  #mirroredAt = -Infinity;
  #mirroring: Promise<void> | undefined;

  constructor(deps: ProjectsDeps) {
    this.#deps = deps;
  }

  async list(): Promise<StoredProject[]> {
    await this.#refresh();
    return listProjects(this.#deps.db);
  }

  /** A known group is found without asking the catalog. */
  async find(name: string): Promise<StoredProject | undefined> {
    const known = await findProject(this.#deps.db, name);
    if (known) return known;
    await this.#refresh();
    return findProject(this.#deps.db, name);
  }

  async #refresh(): Promise<void> {
    if (this.#deps.now() - this.#mirroredAt < FRESH_MS) return;
    this.#mirroring ??= this.#mirror().finally(() => {
      this.#mirroring = undefined;
    });
    await this.#mirroring;
  }

  async #mirror(): Promise<void> {
    const { auth, catalog, db, trustedLocations, now } = this.#deps;
    let groups: Entity[];
    try {
      const { items } = await catalog.getEntities(
        { filter: { kind: 'Group', 'spec.type': 'mlops-project' } },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      groups = items;
    } catch (error) {
      throw new ServiceUnavailableError(
        'The catalog, which knows the project groups, does not answer; try again in a moment',
        error,
      );
    }
    await mirrorCatalogProjects(
      db,
      groups
        .filter(group => isTrusted(group, trustedLocations))
        .map(projectOfGroup),
    );
    this.#mirroredAt = now();
  }
}

/** Only a group that an administrator's location brought owns work; anybody might register another. */
function isTrusted(group: Entity, locations: readonly string[]): boolean {
  const origin = group.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION] ?? '';
  return locations.some(location => origin.startsWith(location));
}

function projectOfGroup(group: Entity): StoredProject {
  const { name, title, description, annotations = {} } = group.metadata;
  return {
    name,
    title: title ?? name,
    description: description ?? null,
    source: 'catalog',
    entityRef: stringifyEntityRef(group),
    createdBy: null,
    volumeMount: annotations['mlops/volume-mount'] ?? null,
    cluster: annotations['mlops/cluster'] ?? null,
    namespace: annotations['mlops/namespace'] ?? null,
    org: annotations['mlops/org'] ?? null,
  };
}
