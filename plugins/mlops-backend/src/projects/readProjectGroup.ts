import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  NAME_PATTERN,
  projectExpandSchema,
  type ProjectExpand,
} from '@mlops/plugin-mlops-common';
import { isTrusted } from './isTrusted';
import { membersOfGroup, type GroupMembers } from './membersOfGroup';

/** A group of the catalog that owns work. */
export interface CatalogProject {
  name: string;
  title: string;
  description: string | null;
  entityRef: string;
  sourceUrl: string | null;
  expand: ProjectExpand;
  members: GroupMembers;
}

/**
 * Reads a group as project group.
 *
 * @param users - entities of the people to whom the group has a relation, by their refs
 * @returns what it is, or why it is none
 */
export function readProjectGroup(
  group: Entity,
  trusted: readonly string[],
  users: ReadonlyMap<string, Entity>,
): CatalogProject | { problem: string } {
  const { name, namespace, title, description } = group.metadata;
  const annotations = group.metadata.annotations ?? {};
  const entityRef = stringifyEntityRef(group);
  if (!isTrusted(group, trusted)) {
    return {
      problem: `it comes from "${annotations[ANNOTATION_ORIGIN_LOCATION]}", which mlops.catalog.trustedLocations does not name`,
    };
  }
  // Work refers to groups by their bare name, so another spelling or namespace must not mean the same.
  if ((namespace ?? DEFAULT_NAMESPACE) !== DEFAULT_NAMESPACE) {
    return { problem: `it is in the namespace "${namespace}", not "default"` };
  }
  if (!NAME_PATTERN.test(name)) {
    return {
      problem: `its name "${name}" is not in lower-case letters, digits and dashes`,
    };
  }
  const expand = expandOf(annotations);
  if (!expand.success) {
    const [{ path, message }] = expand.error.issues;
    return { problem: `its annotation for ${path.join('.')}: ${message}` };
  }
  return {
    name,
    title: title ?? name,
    description: description ?? null,
    entityRef,
    sourceUrl: sourceUrlOf(annotations),
    expand: expand.data,
    members: membersOfGroup(group, users, trusted),
  };
}

function sourceUrlOf(
  annotations: Readonly<Record<string, string>>,
): string | null {
  const candidates = [
    annotations[ANNOTATION_VIEW_URL],
    annotations[ANNOTATION_LOCATION]?.replace(/^url:/, ''),
  ];
  return candidates.find(url => url && /^https?:\/\//.test(url)) ?? null;
}

function expandOf(annotations: Readonly<Record<string, string>>) {
  const settings = {
    cluster: annotations['mlops/cluster'],
    org: annotations['mlops/org'],
    volume_mount: annotations['mlops/volume-mount'],
    namespace: annotations['mlops/namespace'],
  };
  return projectExpandSchema.safeParse(
    Object.fromEntries(
      Object.entries(settings).filter(([, value]) => value !== undefined),
    ),
  );
}
