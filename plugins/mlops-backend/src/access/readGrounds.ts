import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RELATION_MEMBER_OF } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { liveMembers } from '../store/projectMembers';
import { isKnownUser } from '../store/users';
import type { Grounds, RoleGrant } from './Grounds';

/** Reads everything from which follows what one person may do. */
export async function readGrounds(
  { db, catalog }: { db: Knex; catalog: CatalogService },
  user: string,
  credentials: BackstageCredentials,
): Promise<Grounds> {
  const refs = [user, ...(await groupsOf(catalog, user, credentials))];
  const [known, grants, roles, projects] = await Promise.all([
    isKnownUser(db, user),
    db('role_grants')
      .join('roles', 'roles.name', 'role_grants.role')
      .orderBy('role')
      .select<RoleGrant[]>({
        role: 'role_grants.role',
        roleTitle: 'roles.title',
        roleKind: 'roles.kind',
        permission: 'role_grants.permission',
        scope: 'role_grants.scope',
      }),
    db('role_members')
      .whereIn('member', refs)
      .orderBy('role')
      .select<Grounds['roles']>('role', 'member'),
    liveMembers(db)
      .whereIn('member', refs)
      .orderBy('project')
      .select<Grounds['projects']>('project', 'role', 'member'),
  ]);
  return { known, grants, roles, projects };
}

/**
 * Groups that speak for the person when they sign in next. One who is signed in keeps those of their token until
 * it is renewed.
 */
async function groupsOf(
  catalog: CatalogService,
  user: string,
  credentials: BackstageCredentials,
): Promise<string[]> {
  if (!user.startsWith('user:')) return [];
  const entity = await catalog.getEntityByRef(user, { credentials });
  return (entity?.relations ?? [])
    .filter(({ type }) => type === RELATION_MEMBER_OF)
    .map(({ targetRef }) => targetRef);
}
