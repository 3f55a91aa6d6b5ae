import {
  DEFAULT_NAMESPACE,
  RELATION_HAS_MEMBER,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { ProjectRole } from '@mlops/plugin-mlops-common';
import { isTrusted } from './isTrusted';
import { refsIn } from './refsIn';

/** Who is a member of a group of the catalog, and as what. */
export type GroupMembers = ReadonlyArray<{ member: string; role: ProjectRole }>;

/**
 * Direct members alone: those of groups inside gain nothing, in a circle neither. Somebody is a member where the
 * group says so, or a definition of the person that is as trusted as the group; a relation by itself proves
 * nothing, since the definition of a person that anybody registers makes one too.
 *
 * @param users - entities of the people to whom the group has a relation, by their refs
 */
export function membersOfGroup(
  group: Entity,
  users: ReadonlyMap<string, Entity>,
  trusted: readonly string[],
): GroupMembers {
  const annotations = group.metadata.annotations ?? {};
  const creators = userRefsIn(annotations['mlops/creators']?.split(','));
  const ops = userRefsIn(annotations['mlops/ops']?.split(','));
  const named = userRefsIn(group.spec?.members);
  const groupRef = stringifyEntityRef(group);
  const roleOf = (member: string): ProjectRole => {
    if (creators.has(member)) return 'creator';
    return ops.has(member) ? 'ops' : 'dev';
  };
  const isMember = (ref: string) => {
    const user = users.get(ref);
    return (
      named.has(ref) ||
      (user !== undefined &&
        isTrusted(user, trusted) &&
        groupRefsOf(user).has(groupRef))
    );
  };
  return relatedUsers(group)
    .filter(isMember)
    .map(member => ({ member, role: roleOf(member) }));
}

/** People to whom the group has a relation, each once. */
export function relatedUsers(group: Entity): string[] {
  const refs = (group.relations ?? [])
    .filter(({ type }) => type === RELATION_HAS_MEMBER)
    .map(({ targetRef }) => targetRef.toLowerCase())
    .filter(ref => ref.startsWith('user:'));
  return [...new Set(refs)];
}

function userRefsIn(values: unknown): ReadonlySet<string> {
  return refsIn(values, {
    defaultKind: 'user',
    defaultNamespace: DEFAULT_NAMESPACE,
  });
}

function groupRefsOf({ metadata, spec }: Entity): ReadonlySet<string> {
  return refsIn(spec?.memberOf, {
    defaultKind: 'group',
    defaultNamespace: metadata.namespace ?? DEFAULT_NAMESPACE,
  });
}
