import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  DEFAULT_NAMESPACE,
  parseEntityRef,
  RELATION_HAS_MEMBER,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  NAME_PATTERN,
  type ProjectExpand,
  type ProjectRole,
} from '@mlops/plugin-mlops-common';

/** A group of the catalog that owns work. */
export interface CatalogProject {
  name: string;
  title: string;
  description: string | null;
  entityRef: string;
  sourceUrl: string | null;
  expand: ProjectExpand;
  members: ReadonlyArray<{ member: string; role: ProjectRole }>;
}

/**
 * Reads a group as project group.
 *
 * @returns what it is, or why it is none
 */
export function readProjectGroup(
  group: Entity,
  trusted: readonly string[],
): CatalogProject | { problem: string } {
  const { name, namespace, title, description } = group.metadata;
  const annotations = group.metadata.annotations ?? {};
  const entityRef = stringifyEntityRef(group);
  const origin = annotations[ANNOTATION_ORIGIN_LOCATION] ?? '';
  if (!trusted.some(location => isBelow(origin, location))) {
    return {
      problem: `it comes from "${origin}", which mlops.catalog.trustedLocations does not name`,
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
  return {
    name,
    title: title ?? name,
    description: description ?? null,
    entityRef,
    sourceUrl: sourceUrlOf(annotations),
    expand: expandOf(annotations),
    members: membersOf(group, annotations),
  };
}

/** Whether a location is the trusted one or below it; `…/team` does not trust `…/team-of-others`. */
function isBelow(location: string, trusted: string): boolean {
  if (trusted === '') return false;
  if (/[:/]$/.test(trusted)) return location.startsWith(trusted);
  return location === trusted || location.startsWith(`${trusted}/`);
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

function expandOf(
  annotations: Readonly<Record<string, string>>,
): ProjectExpand {
  const settings = {
    cluster: annotations['mlops/cluster'],
    org: annotations['mlops/org'],
    volume_mount: annotations['mlops/volume-mount'],
    namespace: annotations['mlops/namespace'],
  };
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  );
}

/** Direct members alone: those of groups inside gain nothing, in a circle neither. */
function membersOf(
  group: Entity,
  annotations: Readonly<Record<string, string>>,
): CatalogProject['members'] {
  const creators = refsIn(annotations['mlops/creators']);
  const ops = refsIn(annotations['mlops/ops']);
  const members = (group.relations ?? [])
    .filter(({ type }) => type === RELATION_HAS_MEMBER)
    .map(({ targetRef }) => targetRef.toLowerCase())
    .filter(ref => ref.startsWith('user:'));
  const roleOf = (member: string): ProjectRole => {
    if (creators.has(member)) return 'creator';
    return ops.has(member) ? 'ops' : 'dev';
  };
  return [...new Set(members)].map(member => ({
    member,
    role: roleOf(member),
  }));
}

/** `alice, user:team/bob` as entity refs; what is none of a user names nobody. */
function refsIn(text: string | undefined): ReadonlySet<string> {
  const refs = (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part =>
      stringifyEntityRef(
        parseEntityRef(part, {
          defaultKind: 'user',
          defaultNamespace: DEFAULT_NAMESPACE,
        }),
      ),
    );
  return new Set(refs);
}
