import {
  addNodeAmounts,
  fitsNodeAmounts,
  nodeLabelChanges,
  nodeRolesOf,
  takeNodeAmounts,
  type NodeLabelChange,
  type NodeRoles,
  type PlacedWork,
} from '@mlops/plugin-mlops-common';
import type {
  ClusterNodes,
  NodePodState,
  NodeState,
} from '@mlops/plugin-mlops-node';

type Labels = NodeState['labels'];

/** A project group, as far as it decides where its work goes. */
export interface PlacedProject {
  name: string;
  title: string;
  /** `null`: the cluster of groups that name none. */
  cluster: string | null;
  /** `null`: `public`. */
  org: string | null;
}

/** What other roles of a machine would mean. */
export interface RolesPreview {
  before: NodeRoles;
  changes: NodeLabelChange[];
  staying: NodePodState[];
  lost: PlacedWork[];
  gained: PlacedWork[];
  placeable: NodePodState[];
  stranded: NodePodState[];
}

const WORK = ['train', 'notebook', 'service'] as const;
const MACHINES = ['cpu', 'gpu'] as const;

/**
 * What other roles of a machine would mean. Pure. Selectors count when a pod is put somewhere, and not afterwards: what
 * runs there goes on, also where a pod of the same kind would go elsewhere from now on.
 */
export function previewRoles(
  cluster: ClusterNodes,
  node: NodeState,
  roles: NodeRoles,
  projects: readonly PlacedProject[],
): RolesPreview {
  const before = nodeRolesOf(node.labels);
  const changes = nodeLabelChanges(before, roles);
  const after = changed(node.labels, changes);
  const isFor = (labels: Labels) => (pod: NodePodState) =>
    matches(labels, pod.selector);
  const others = cluster.nodes
    .filter(({ name, takesWork }) => takesWork && name !== node.name)
    .map(({ labels }) => labels);
  const mine = (labels: Labels) => (node.takesWork ? [labels] : []);
  const waiting = [...cluster.waiting].sort(
    (a, b) => a.createdAt - b.createdAt,
  );
  const leaving = (pod: NodePodState) =>
    isFor(node.labels)(pod) && !isFor(after)(pod);
  const work = {
    before: [...others, ...mine(node.labels)],
    after: [...others, ...mine(after)],
  };
  return {
    before,
    changes,
    staying: node.pods.filter(leaving),
    lost: onlyIn(work.before, work.after, cluster, projects),
    gained: onlyIn(work.after, work.before, cluster, projects),
    placeable: node.takesWork
      ? thatFit(
          node,
          waiting.filter(pod => isFor(after)(pod) && !isFor(node.labels)(pod)),
        )
      : [],
    stranded: node.takesWork
      ? waiting.filter(
          pod => leaving(pod) && !others.some(labels => isFor(labels)(pod)),
        )
      : [],
  };
}

/** What groups have a machine for among the first, and none among the second. */
function onlyIn(
  first: readonly Labels[],
  second: readonly Labels[],
  { cluster, isDefault }: ClusterNodes,
  projects: readonly PlacedProject[],
): PlacedWork[] {
  return projects
    .filter(project =>
      project.cluster === null ? isDefault : project.cluster === cluster,
    )
    .flatMap(({ name, title, org }) =>
      WORK.flatMap(work =>
        MACHINES.flatMap(machine => {
          const selector = {
            [work]: 'true',
            [machine]: 'true',
            org: org ?? 'public',
          };
          const isIn = (all: readonly Labels[]) =>
            all.some(labels => matches(labels, selector));
          return isIn(first) && !isIn(second)
            ? [{ project: name, title, work, machine }]
            : [];
        }),
      ),
    );
}

/** Those that find room, one after the other. */
function thatFit(node: NodeState, pods: readonly NodePodState[]) {
  const { ours, others } = node.requested;
  let free = takeNodeAmounts(node.allocatable, addNodeAmounts(ours, others));
  return pods.filter(({ requests }) => {
    if (!fitsNodeAmounts(requests, free)) return false;
    free = takeNodeAmounts(free, requests);
    return true;
  });
}

function matches(
  labels: Labels,
  selector: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(
    ([name, value]) => labels[name] === value,
  );
}

function changed(labels: Labels, changes: readonly NodeLabelChange[]): Labels {
  const after = new Map(Object.entries(labels));
  for (const { label, after: value } of changes) {
    if (value === null) after.delete(label);
    else after.set(label, value);
  }
  return Object.fromEntries(after);
}
