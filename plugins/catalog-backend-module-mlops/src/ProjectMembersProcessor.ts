import {
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorEmit,
} from '@backstage/plugin-catalog-node';
import { refreshKeyOf, type PortalMembers } from './PortalMembers';

/**
 * Relates people whom the portal made members to project groups that Git defines. Groups made in the portal name
 * their members themselves. It asks nobody, so that a group is never held up by the suite.
 */
export class ProjectMembersProcessor implements CatalogProcessor {
  readonly #members: PortalMembers;

  constructor(members: PortalMembers) {
    this.#members = members;
  }

  getProcessorName(): string {
    return 'mlops-project-members';
  }

  async postProcessEntity(
    entity: Entity,
    _: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    if (!isGroupFromGit(entity)) return entity;
    const { name } = entity.metadata;
    emit(processingResult.refresh(refreshKeyOf(name)));
    const group = parseEntityRef(stringifyEntityRef(entity));
    for (const ref of this.#members.of(name)) {
      const member = parseEntityRef(ref);
      const both = [
        { source: group, target: member, type: RELATION_HAS_MEMBER },
        { source: member, target: group, type: RELATION_MEMBER_OF },
      ];
      both.forEach(relation => emit(processingResult.relation(relation)));
    }
    return entity;
  }
}

function isGroupFromGit({ kind, metadata, spec }: Entity): boolean {
  const { namespace = 'default', annotations = {} } = metadata;
  return (
    kind === 'Group' &&
    // Only there is a name the name of a project group.
    namespace === 'default' &&
    spec?.type === 'mlops-project' &&
    !annotations[ANNOTATION_ORIGIN_LOCATION]?.startsWith('mlops:')
  );
}
