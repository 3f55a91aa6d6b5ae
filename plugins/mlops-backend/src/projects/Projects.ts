import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import { findProjectRow, type ProjectRow } from '../store/projects';
import { relatedUsers } from './membersOfGroup';
import { mirrorProjects } from './mirrorProjects';
import { readUsers } from './readUsers';
import { readProjectGroup, type CatalogProject } from './readProjectGroup';

/** How long an answer of the catalog is good for. */
const FRESH_MS = 5_000;

interface ProjectsDeps {
  db: Knex;
  catalog: CatalogService;
  auth: AuthService;
  logger: LoggerService;
  trustedLocations: readonly string[];
  /** Milliseconds since 1970. */
  now: () => number;
  /** Groups or their members are others than before. */
  onChange: () => void;
}

/**
 * Project groups. The catalog owns those that come from Git; they are mirrored with their members, so that work
 * of a known group goes on while the catalog is slow or away.
 */
export class Projects {
  readonly #deps: ProjectsDeps;
  readonly #told = new Set<string>();
  #mirroredAt = -Infinity;
  #mirroring: Promise<void> | undefined;

  constructor(deps: ProjectsDeps) {
    this.#deps = deps;
  }

  /** Looks into the catalog, unless it did so a moment ago. */
  async refresh(): Promise<void> {
    if (this.#deps.now() - this.#mirroredAt < FRESH_MS) return;
    this.#mirroring ??= this.#mirror().finally(() => {
      this.#mirroring = undefined;
    });
    await this.#mirroring;
  }

  /** A known group is found without asking the catalog. */
  async find(name: string): Promise<ProjectRow | undefined> {
    const known = await findProjectRow(this.#deps.db, name);
    if (known) return known;
    await this.refresh();
    return findProjectRow(this.#deps.db, name);
  }

  async #mirror(): Promise<void> {
    const { auth, catalog, db, now, onChange } = this.#deps;
    let groups: Entity[];
    let users: ReadonlyMap<string, Entity>;
    try {
      const credentials = await auth.getOwnServiceCredentials();
      const { items } = await catalog.getEntities(
        { filter: { kind: 'Group', 'spec.type': 'mlops-project' } },
        { credentials },
      );
      groups = items;
      const related = new Set(groups.flatMap(relatedUsers));
      users = await readUsers(catalog, [...related], credentials);
    } catch (error) {
      throw new ServiceUnavailableError(
        'The catalog, which knows the project groups, does not answer; try again in a moment',
        error,
      );
    }
    if (await mirrorProjects(db, this.#sound(groups, users), now())) onChange();
    this.#mirroredAt = now();
  }

  /** One that is none is told once and left out; the others need not wait for it. */
  #sound(
    groups: readonly Entity[],
    users: ReadonlyMap<string, Entity>,
  ): CatalogProject[] {
    const { logger, trustedLocations } = this.#deps;
    return groups.flatMap(group => {
      const ref = stringifyEntityRef(group);
      const read = readSafely(group, trustedLocations, users);
      if (!('problem' in read)) return read;
      // What the portal itself brings into the catalog is known already.
      const isOurs =
        group.metadata.annotations?.[
          'backstage.io/managed-by-origin-location'
        ]?.startsWith('mlops:');
      if (!isOurs && !this.#told.has(ref)) {
        this.#told.add(ref);
        logger.warn(`"${ref}" is no project group: ${read.problem}`);
      }
      return [];
    });
  }
}

function readSafely(...about: Parameters<typeof readProjectGroup>) {
  try {
    return readProjectGroup(...about);
  } catch (error) {
    return { problem: String(error) };
  }
}
